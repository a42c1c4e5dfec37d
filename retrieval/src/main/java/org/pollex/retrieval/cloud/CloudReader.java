package org.pollex.retrieval.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;

/**
 * Reads a cloud from a file, whose format is told by its content: PLY (text, binary), PCD (text,
 * binary, compressed), NPY (N x 3 float32 or float64, C or Fortran order), or text with x y z in
 * the first three columns. Metres are assumed; only coordinates are read.
 */
public final class CloudReader {
  /** Largest file that is read, bytes. */
  public static final long MAX_BYTES = 1L << 30;

  private CloudReader() {}

  /**
   * Reads a file.
   *
   * @param frame name of the frame that the coordinates are in
   * @throws BadInputException if the file is missing, too large, truncated, of another format, has
   *     no points or coordinates that are not finite
   */
  public static PointCloud read(Path file, String frame) {
    byte[] bytes = bytes(file);
    try {
      float[] xyz = points(bytes);
      requireFinite(xyz);
      return PointCloud.of(xyz, frame);
    } catch (CloudFormatException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e.remedy(), e);
    }
  }

  private static float[] points(byte[] bytes) {
    if (startsWith(bytes, "ply\n") || startsWith(bytes, "ply\r")) {
      return new PlyReader(bytes).points();
    }
    if (startsWith(bytes, "\u0093NUMPY")) {
      return NpyReader.points(bytes);
    }
    if (startsWith(bytes, "# .PCD") || startsWith(bytes, "VERSION")) {
      return new PcdReader(bytes).points();
    }
    return XyzReader.points(bytes);
  }

  private static void requireFinite(float[] xyz) {
    if (xyz.length == 0) {
      throw new CloudFormatException("there is no point in it", "Give a file with points");
    }
    for (int i = 0; i < xyz.length; i++) {
      if (!Float.isFinite(xyz[i])) {
        throw new CloudFormatException(
            "point " + i / 3 + " has a coordinate of " + xyz[i],
            "Allowed: finite coordinates in metres; drop the other points first");
      }
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInputException(file + " is a folder", "Give a PLY, PCD, NPY or text file");
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new BadInputException(
            file + " has " + size + " bytes",
            "Allowed: at most " + MAX_BYTES + "; thin the cloud first");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file " + file, "Check the path", e);
    } catch (IOException e) {
      throw new RunFailedException(
          "cannot read " + file + ": " + e.getMessage(), "Check its permissions", e);
    }
  }

  private static boolean startsWith(byte[] bytes, String text) {
    byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
