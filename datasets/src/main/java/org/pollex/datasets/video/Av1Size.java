package org.pollex.datasets.video;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The largest picture that the sequence headers in a packet of AV1 announce (AV1 bitstream
 * specification, 5.3 to 5.5). The decoder takes memory for it before anyone is asked, so it is read
 * before the decoder sees the packet.
 */
final class Av1Size {
  private static final int SEQUENCE_HEADER = 1;

  private final MemorySegment bytes;
  private long bit;

  private Av1Size(MemorySegment bytes) {
    this.bytes = bytes;
  }

  /**
   * Tells if a packet's headers announce pictures of at most this size.
   *
   * @return false also where a header cannot be read
   */
  static boolean within(MemorySegment packet, int height, int width) {
    long at = 0;
    try {
      while (at < packet.byteSize()) {
        int header = packet.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
        if ((header & 0x04) != 0) {
          at++;
        }
        long size = packet.byteSize() - at;
        if ((header & 0x02) != 0) {
          size = 0;
          int shift = 0;
          int part;
          do {
            part = packet.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
            size |= (part & 0x7fL) << shift;
            shift += 7;
          } while ((part & 0x80) != 0 && shift < 56);
        }
        if ((header >> 3 & 0xf) == SEQUENCE_HEADER
            && !new Av1Size(packet.asSlice(at, size)).fits(height, width)) {
          return false;
        }
        at += size;
      }
      return true;
    } catch (IndexOutOfBoundsException torn) {
      return false;
    }
  }

  private boolean fits(int height, int width) {
    skip(4); // profile, still picture
    if (read(1) == 1) { // reduced header
      skip(5);
    } else {
      operatingPoints();
    }
    int widthBits = read(4) + 1;
    int heightBits = read(4) + 1;
    return read(widthBits) + 1 <= width && read(heightBits) + 1 <= height;
  }

  private void operatingPoints() {
    int delayBits = read(1) == 1 ? timing() : 0;
    boolean displayDelays = read(1) == 1;
    int points = read(5) + 1;
    for (int i = 0; i < points; i++) {
      skip(12);
      if (read(5) > 7) { // level
        skip(1);
      }
      if (delayBits > 0 && read(1) == 1) {
        skip(2 * delayBits + 1);
      }
      if (displayDelays && read(1) == 1) {
        skip(4);
      }
    }
  }

  /** Returns the bits of a decoder model's delays; 0 without one. */
  private int timing() {
    skip(64);
    if (read(1) == 1) { // equal intervals: an exponential Golomb code follows
      int zeros = 0;
      while (read(1) == 0) {
        zeros++;
      }
      skip(zeros);
    }
    if (read(1) == 0) {
      return 0;
    }
    int delayBits = read(5) + 1;
    skip(32 + 10);
    return delayBits;
  }

  private void skip(int bits) {
    bit += bits;
  }

  private int read(int bits) {
    int value = 0;
    for (int i = 0; i < bits; i++) {
      int octet = bytes.get(ValueLayout.JAVA_BYTE, bit >> 3);
      value = value << 1 | octet >> (7 - (int) (bit & 7)) & 1;
      bit++;
    }
    return value;
  }
}
