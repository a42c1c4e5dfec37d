package org.pollex.datasets.exchange;

/**
 * Decodes BloscLZ, a variant of FastLZ: literal runs of up to 32 bytes and matches with a distance
 * of 13 bits, or of 16 more behind an escape.
 */
final class BloscLz {
  private static final int FARTHEST = 8191;

  private BloscLz() {}

  /** Returns the number of bytes; −1 if they do not fit or the stream is damaged. */
  static int decode(byte[] in, int at, int stored, byte[] out, int to, int length) {
    int end = at + stored;
    int limit = to + length;
    int o = to;
    if (stored == 0) {
      return 0;
    }
    int control = in[at++] & 31;
    while (true) {
      if (control >= 32) {
        int count = (control >> 5) - 1;
        int distance = (control & 31) << 8;
        if (count == 6) {
          int more;
          do {
            if (at >= end) {
              return -1;
            }
            more = in[at++] & 0xff;
            count += more;
          } while (more == 255);
        }
        if (at >= end) {
          return -1;
        }
        int low = in[at++] & 0xff;
        distance += low;
        if (low == 255 && distance == (31 << 8) + 255) {
          if (at + 2 > end) {
            return -1;
          }
          distance = ((in[at] & 0xff) << 8 | in[at + 1] & 0xff) + FARTHEST;
          at += 2;
        }
        count += 3;
        int from = o - distance - 1;
        if (from < to || count > limit - o || count < 0) {
          return -1;
        }
        for (int i = 0; i < count; i++) {
          out[o++] = out[from++];
        }
      } else {
        int count = control + 1;
        if (count > limit - o || count > end - at) {
          return -1;
        }
        System.arraycopy(in, at, out, o, count);
        at += count;
        o += count;
      }
      if (at >= end) {
        return o - to;
      }
      control = in[at++] & 0xff;
    }
  }
}
