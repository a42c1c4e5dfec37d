package org.pollex.ros.unitree;

import java.nio.ByteBuffer;

/**
 * Unitree's checksum: CRC-32 with the polynomial 0x04C11DB7 and start 0xFFFFFFFF, neither reflected
 * nor inverted, over 32-bit words from their highest bit down.
 */
final class UnitreeCrc {
  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
      TABLE[i] = crc;
    }
  }

  private UnitreeCrc() {}

  /** Returns the sum of a little-endian image, without its last word, where the sum belongs. */
  static int of(ByteBuffer image) {
    int crc = -1;
    for (int at = 0; at < image.capacity() - 4; at += 4) {
      int word = image.getInt(at);
      for (int shift = 24; shift >= 0; shift -= 8) {
        crc = crc << 8 ^ TABLE[(crc >>> 24) ^ word >>> shift & 0xff];
      }
    }
    return crc;
  }
}
