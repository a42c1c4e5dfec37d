package org.pollex.hardware.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.errors.BadInputException;

/** Opens model files of either format. */
public final class ModelFiles {
  private ModelFiles() {}

  /**
   * Reads a URDF or MJCF file; which of the two it is, is told by its root element.
   *
   * @throws BadInputException when it cannot be read, or is neither
   */
  public static RobotModel read(Path file) {
    XmlElement root = parse(file);
    return switch (root.name()) {
      case "robot" -> UrdfReader.read(root, file.toString());
      case "mujoco" -> MjcfReader.read(root, file);
      default ->
          throw new BadInputException(
              file + " has the root element <" + root.name() + ">",
              "Allowed: <robot> (URDF) and <mujoco> (MJCF).");
    };
  }

  static XmlElement parse(Path file) {
    try {
      if (Files.size(file) > XmlElement.MAX_BYTES) {
        throw new BadInputException(
            file + " is larger than a model", "Allowed: " + XmlElement.MAX_BYTES + " bytes.");
      }
      return XmlElement.parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new BadInputException(
          "cannot read " + file + ": " + e.getMessage(), "Give a URDF or MJCF file.", e);
    }
  }
}
