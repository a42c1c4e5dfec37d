package org.pollex.hardware.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pollex.errors.BadInputException;

/** The profiles that come with the house, and those of a lab. */
public final class RobotProfiles {
  /** Names of the profiles in the house. */
  public static final List<String> NAMES =
      List.of(
          "panda", "fr3", "ur5e", "ur10e", "gen3", "sawyer", "iiwa14", "xarm7", "g1", "h1", "h1-2");

  private static final long MAX_BYTES = 4 << 20;

  private RobotProfiles() {}

  /**
   * Returns the profile of a name, or of a lab's JSON file.
   *
   * @throws BadInputException for an unknown name, or for the first few problems of a file
   */
  public static RobotProfile of(String nameOrFile) {
    ProfileReader.Result result = read(nameOrFile);
    if (result.profile().isEmpty()) {
      String problems =
          String.join("; ", result.problems().stream().limit(3).map(String::valueOf).toList());
      throw new BadInputException(
          nameOrFile + " has " + result.problems().size() + " problems: " + problems,
          "See all of them: pollex robot check " + nameOrFile);
    }
    return result.profile().get();
  }

  /** Reads a profile and what is wrong with it. */
  public static ProfileReader.Result read(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      try (InputStream in = RobotProfiles.class.getResourceAsStream(nameOrFile + ".json")) {
        return ProfileReader.read(in.readAllBytes(), nameOrFile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw BadInputException.unknownName("robot", nameOrFile, NAMES);
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BadInputException(file + " is too large", "Allowed: " + MAX_BYTES + " bytes.");
      }
      return ProfileReader.read(Files.readAllBytes(file), nameOrFile);
    } catch (IOException e) {
      throw new BadInputException("cannot read " + file, "Give a profile in JSON.", e);
    }
  }
}
