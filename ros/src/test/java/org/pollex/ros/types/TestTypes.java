package org.pollex.ros.types;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The common types and those of the tests. */
public final class TestTypes {
  private TestTypes() {}

  /** Finds them. */
  public static Interfaces interfaces() {
    try {
      return Interfaces.in(
          List.of(Path.of(TestTypes.class.getResource("/org/pollex/ros/share").toURI())));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
