package org.pollex.datasets.exchange;

import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;

/** What files may declare about themselves before anything is allocated for it. */
final class Bounds {
  /** Largest array, or chunk of one, that is read at once. */
  static final long MOST_BYTES = 1L << 30;

  /** Largest file of text or JSON. */
  static final long MOST_TEXT = 64L << 20;

  private static final int MOST_AXES = 16;

  private Bounds() {}

  /** The bytes of an array; refused when they are too many. */
  static int bytes(String where, DType dtype, int[] shape) {
    long bytes = dtype.bytes();
    if (shape.length > MOST_AXES) {
      throw refused(where, "declares " + shape.length + " axes", "up to " + MOST_AXES);
    }
    for (int size : shape) {
      if (size < 0) {
        throw refused(where, "declares the size " + size, "sizes from 0");
      }
      bytes *= size;
      if (bytes > MOST_BYTES) {
        throw refused(where, "declares more than " + MOST_BYTES + " bytes", "smaller arrays");
      }
    }
    return (int) bytes;
  }

  static BadInputException refused(String where, String what, String allowed) {
    return new BadInputException(where + " " + what, "Allowed: " + allowed + ".");
  }
}
