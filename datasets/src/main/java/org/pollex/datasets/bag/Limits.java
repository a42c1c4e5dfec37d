package org.pollex.datasets.bag;

import org.pollex.errors.BadInputException;

/** What a bag may declare about itself before anything is allocated for it. */
final class Limits {
  /** Largest chunk, message or index record, decompressed, bytes. */
  static final int CHUNK = 1 << 28;

  /** Most bytes of chunks that overlap in time and so are in memory together. */
  static final long OVERLAP = 1L << 29;

  /** Most connections, and most chunks. */
  static final int CONNECTIONS = 1 << 16;

  static final int CHUNKS = 1 << 22;

  private Limits() {}

  static int size(String where, long declared, long most) {
    if (declared < 0 || declared > most) {
      throw new BadInputException(
          where + " declares " + Long.toUnsignedString(declared) + " bytes",
          "Allowed: up to " + most + ".");
    }
    return (int) declared;
  }
}
