package org.pollex.ros.unitree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.pollex.datasets.message.DefinitionParser;
import org.pollex.datasets.message.MessageDefinition;
import org.pollex.errors.BadInputException;

/** Unitree's two families of low-level messages. */
public enum Family {
  /** G1, H1-2. */
  HG("unitree_hg", 35),
  /** H1. */
  GO("unitree_go", 20);

  private final String packageName;
  private final int motors;
  private final Map<String, MessageDefinition> definitions;

  Family(String packageName, int motors) {
    this.packageName = packageName;
    this.motors = motors;
    try (InputStream in = Family.class.getResourceAsStream(packageName + ".msg")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      definitions = Map.copyOf(DefinitionParser.parse(packageName + "/LowCmd", text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the family of a profile.
   *
   * @throws BadInputException if the robot is none of Unitree's humanoids
   */
  public static Family of(String robot) {
    return switch (robot) {
      case "g1", "h1-2" -> HG;
      case "h1" -> GO;
      default ->
          throw new BadInputException(
              "'" + robot + "' has no low-level topics of Unitree", "Allowed: g1, h1, h1-2.");
    };
  }

  /** Returns how many motors a message has room for. */
  public int motors() {
    return motors;
  }

  /** Returns the name of the command's type. */
  public String commandType() {
    return packageName + "/msg/LowCmd";
  }

  /** Returns the name of the state's type. */
  public String stateType() {
    return packageName + "/msg/LowState";
  }

  /** Returns the definitions of both and what they contain. */
  public Map<String, MessageDefinition> definitions() {
    return definitions;
  }
}
