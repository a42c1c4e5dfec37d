package org.pollex.datasets.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/** The file formats that episodes are read from. */
public enum Format {
  /** The append-only journal that Pollex records into. */
  JOURNAL("journal", new int[] {0x89, 'P', 'L', 'X', '\r', '\n', 0x1a, '\n'}),
  /** HDF5 in the robomimic layout. */
  HDF5("hdf5", new int[] {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});

  private final String label;
  private final byte[] magic;

  Format(String label, int[] magic) {
    this.label = label;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** Returns the name that reports give it. */
  public String label() {
    return label;
  }

  /**
   * Finds a file's format by its first bytes.
   *
   * @throws BadInputException if the file is missing or of no known format
   */
  public static Format of(Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(
          file + " is a folder",
          "Name a file; zarr, LeRobot and MT3 folders first become one by"
              + " pollex data convert FOLDER OUT.hdf5.");
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(8);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
    for (Format format : values()) {
      if (Arrays.equals(format.magic, start)) {
        return format;
      }
    }
    throw new BadInputException(
        file + " is neither a Pollex journal nor an HDF5 file (by its first 8 bytes)",
        "Allowed: a journal that Pollex recorded, or HDF5 in the robomimic layout.");
  }
}
