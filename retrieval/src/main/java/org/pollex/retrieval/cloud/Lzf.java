package org.pollex.retrieval.cloud;

/**
 * LZF decompression, as compressed PCD files need it: a byte below 32 announces that many literals
 * plus one; any other is a copy of 3 to 264 bytes from at most 8 KiB back.
 */
final class Lzf {
  private Lzf() {}

  /** Decompresses {@code length} bytes at {@code from} to exactly {@code full} bytes. */
  static byte[] decompress(byte[] packed, int from, int length, int full) {
    byte[] out = new byte[full];
    int end = from + length;
    int in = from;
    int at = 0;
    while (in < end) {
      int control = packed[in++] & 0xff;
      if (control < 32) {
        int literals = control + 1;
        require(in + literals <= end && at + literals <= full);
        System.arraycopy(packed, in, out, at, literals);
        in += literals;
        at += literals;
        continue;
      }
      int copied = control >> 5;
      if (copied == 7) {
        require(in < end);
        copied += packed[in++] & 0xff;
      }
      require(in < end);
      int back = ((control & 31) << 8) + (packed[in++] & 0xff) + 1;
      copied += 2;
      require(back <= at && at + copied <= full);
      // Byte by byte: a copy may overlap what it writes.
      for (int k = 0; k < copied; k++, at++) {
        out[at] = out[at - back];
      }
    }
    require(at == full);
    return out;
  }

  private static void require(boolean whole) {
    if (!whole) {
      throw new CloudFormatException(
          "its compressed data is damaged", "Copy or export the file again");
    }
  }
}
