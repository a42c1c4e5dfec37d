package org.pollex.bench.mujoco;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.mujoco.MuJoCo;

/** The scene files of the installed metaworld package. */
final class Scenes {
  private Scenes() {}

  static Path reach() {
    return folder().resolve("sawyer_reach_v3.xml");
  }

  static List<Path> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path folder() {
    MuJoCo.require();
    Path folder =
        MuJoCo.file().getParent().resolveSibling("metaworld").resolve("assets/sawyer_xyz");
    if (!Files.isDirectory(folder)) {
      throw new MissingPrerequisiteException(
          "there are no Meta-World scenes in " + folder, "Install metaworld beside mujoco.");
    }
    return folder;
  }
}
