package org.pollex.ros.rtps;

import java.nio.ByteBuffer;

/**
 * Up to 256 numbers above a base, as bits (DDSI-RTPS 2.5, 9.4.2.6): sequence numbers (base of 8
 * bytes) or fragment numbers (base of 4).
 *
 * @param base the number of bit 0
 * @param count bits that are valid
 * @param words the bits, the highest bit of the first word first
 */
record SequenceSet(long base, int count, int[] words) {
  /** Numbers from a base on, none of them in the set yet. */
  static SequenceSet above(long base) {
    return new SequenceSet(base, 0, new int[Limits.SET_BITS / 32]);
  }

  static SequenceSet read(ByteBuffer in, int at) {
    return read(in, at + 8, Wire.sequence(in, at));
  }

  static SequenceSet readFragments(ByteBuffer in, int at) {
    return read(in, at + 4, in.getInt(at) & 0xffffffffL);
  }

  private static SequenceSet read(ByteBuffer in, int at, long base) {
    int count = in.getInt(at);
    if (count < 0 || count > Limits.SET_BITS || base < 0) {
      throw new IndexOutOfBoundsException("a set of " + count + " bits");
    }
    int[] words = new int[(count + 31) / 32];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.getInt(at + 4 + 4 * i);
    }
    return new SequenceSet(base, count, words);
  }

  /** Returns the set with one number more; one beyond its reach changes nothing. */
  SequenceSet with(long number) {
    long bit = number - base;
    if (bit < 0 || bit >= Limits.SET_BITS) {
      return this;
    }
    words[(int) bit / 32] |= 1 << 31 - (int) bit % 32;
    return new SequenceSet(base, Math.max(count, (int) bit + 1), words);
  }

  boolean has(int bit) {
    return (words[bit / 32] >>> 31 - bit % 32 & 1) != 0;
  }

  boolean isEmpty() {
    for (int i = 0; i < count; i++) {
      if (has(i)) {
        return false;
      }
    }
    return true;
  }

  void write(ByteBuffer out) {
    Wire.putSequence(out, base);
    writeBits(out);
  }

  void writeFragments(ByteBuffer out) {
    out.putInt((int) base);
    writeBits(out);
  }

  private void writeBits(ByteBuffer out) {
    out.putInt(count);
    for (int i = 0; i < (count + 31) / 32; i++) {
      out.putInt(words[i]);
    }
  }
}
