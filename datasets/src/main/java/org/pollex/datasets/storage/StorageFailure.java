package org.pollex.datasets.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;

/** Says in a person's words why a file could not be read or written. */
public final class StorageFailure {
  private StorageFailure() {}

  /** The error for a failed write to {@code file}: disk full, read-only, no such folder, other. */
  public static RunFailedException writing(Path file, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    String given = "cannot write " + file + ": ";
    Path folder = file.toAbsolutePath().getParent();
    if (reason.contains("No space left") || reason.contains("quota exceeded")) {
      return new RunFailedException(
          given + "the disk is full",
          "Free some space or choose another folder; everything finished so far is kept.",
          cause);
    }
    if (reason.contains("Read-only file system")) {
      return new RunFailedException(
          given + "the file system is read-only",
          "Choose another folder or remount it writable.",
          cause);
    }
    if (cause instanceof AccessDeniedException || reason.contains("Permission denied")) {
      return new RunFailedException(
          given + "permission denied", "Choose another folder or change its permissions.", cause);
    }
    if (folder != null && !Files.isDirectory(folder)) {
      return new RunFailedException(
          given + "there is no folder " + folder, "Create the folder or check the path.", cause);
    }
    return new RunFailedException(given + reason, "Check the disk and the path.", cause);
  }

  /** The error for a failed read of {@code file}. */
  public static PollexException reading(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException || !Files.exists(file)) {
      return missing(file);
    }
    if (Files.isDirectory(file)) {
      return new BadInputException(file + " is a folder", "Check the path.");
    }
    return new RunFailedException(
        "cannot read " + file + ": " + cause.getMessage(),
        "Check its permissions and the disk.",
        cause);
  }

  /** The error for a file that does not exist. */
  public static BadInputException missing(Path file) {
    return new BadInputException("there is no file " + file, "Check the path.");
  }

  /** Opens a file for random reading, or throws the error of {@link #reading}. */
  public static RandomAccessFile openToRead(Path file) {
    try {
      return new RandomAccessFile(file.toFile(), "r");
    } catch (FileNotFoundException e) {
      throw reading(file, e);
    }
  }
}
