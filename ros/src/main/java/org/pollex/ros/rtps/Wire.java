package org.pollex.ros.rtps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** The few numbers of the wire that do not follow a buffer's byte order, or are composed. */
final class Wire {
  private static final long NANOS = 1_000_000_000L;

  private Wire() {}

  static int bigInt(ByteBuffer in, int at) {
    int value = in.getInt(at);
    return in.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  static long bigLong(ByteBuffer in, int at) {
    long value = in.getLong(at);
    return in.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
  }

  static void putBigInt(ByteBuffer out, int value) {
    out.putInt(out.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value));
  }

  /** A sequence number: its high half is signed, its low half is not. */
  static long sequence(ByteBuffer in, int at) {
    return (long) in.getInt(at) << 32 | in.getInt(at + 4) & 0xffffffffL;
  }

  static void putSequence(ByteBuffer out, long sequence) {
    out.putInt((int) (sequence >> 32)).putInt((int) sequence);
  }

  /** A time or duration of seconds and 2⁻³² seconds, in ns. */
  static long nanos(int seconds, int fraction) {
    return seconds * NANOS + ((fraction & 0xffffffffL) * NANOS >>> 32);
  }

  static int fraction(long nanos) {
    return (int) ((nanos << 32) / NANOS);
  }

  static void putTime(ByteBuffer out, long epochNanos) {
    out.putInt((int) (epochNanos / NANOS)).putInt(fraction(epochNanos % NANOS));
  }

  static long epochNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS + now.getNano();
  }
}
