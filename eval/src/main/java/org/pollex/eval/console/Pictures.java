package org.pollex.eval.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * Pictures that operators took, and those of scenes to set up.
 *
 * <p>A picture that arrives is named by its digest and its content's type, never by its sender.
 */
final class Pictures {
  /** The largest picture that is taken in, in bytes. */
  static final int LARGEST = 5 << 20;

  private static final int MOST = 2000;
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private final TrialFolder folder;
  private final Optional<Path> scenes;

  /** The bytes of a picture and its media type. */
  record Picture(byte[] bytes, String type) {}

  /**
   * Creates the store.
   *
   * @param scenes folder with pictures of scenes, {@code TASK/NUMBER.jpg} or {@code .png}
   */
  Pictures(TrialFolder folder, Optional<Path> scenes) {
    this.folder = folder;
    this.scenes = scenes;
    if (scenes.isPresent() && !Files.isDirectory(scenes.get())) {
      throw new BadInputException(
          scenes.get() + " is not a folder",
          "Give the folder with pictures of scenes: TASK/1.jpg, TASK/2.jpg …");
    }
  }

  /**
   * Keeps a picture.
   *
   * @return its file, relative to the trial's folder
   */
  String keep(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("a picture that is not base 64", "", e);
    }
    String type = suffix(bytes);
    if (bytes.length > LARGEST) {
      throw new BadInputException(
          "a picture of " + bytes.length + " bytes", "Allowed: up to " + LARGEST + " bytes.");
    }
    Path place = folder.file(TrialFolder.PHOTOS);
    String name = Sha256.hex(bytes) + type;
    try {
      Files.createDirectories(place);
      try (Stream<Path> files = Files.list(place)) {
        if (files.count() >= MOST) {
          throw new BadInputException(
              "more than " + MOST + " pictures in one trial", "Move none away; note it instead.");
        }
      }
    } catch (IOException e) {
      throw StorageFailure.writing(place, e);
    }
    if (!Files.exists(place.resolve(name))) {
      AtomicFile.write(place.resolve(name), bytes);
    }
    return TrialFolder.PHOTOS + "/" + name;
  }

  /** Reads a picture that an entry names. */
  Picture of(OperatorEntry entry) {
    return read(folder.file(entry.about()));
  }

  /** Finds the picture of a scene in the folder that the lab gave. */
  Optional<Path> scene(SealedTrial trial) {
    if (scenes.isEmpty() || trial.parameters().isEmpty()) {
      return Optional.empty();
    }
    String number = String.format(Locale.ROOT, "%.0f", trial.parameters().getFirst());
    return Stream.of(".jpg", ".jpeg", ".png")
        .map(suffix -> scenes.get().resolve(trial.task()).resolve(number + suffix).normalize())
        .filter(file -> file.startsWith(scenes.get().normalize()) && Files.isRegularFile(file))
        .findFirst();
  }

  /** Reads a picture. */
  static Picture read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new Picture(bytes, suffix(bytes).equals(".png") ? "image/png" : "image/jpeg");
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  private static String suffix(byte[] bytes) {
    if (startsWith(bytes, JPEG)) {
      return ".jpg";
    }
    if (startsWith(bytes, PNG)) {
      return ".png";
    }
    throw new BadInputException("a file that is no picture", "Allowed: JPEG and PNG.");
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
