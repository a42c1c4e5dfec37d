package org.pollex.ros.rtps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts one packet together, little-endian, in memory that is used again for the next. */
final class PacketWriter {
  private static final int PROTOCOL = 0x0202;

  /** Not one of the numbers that the OMG has given out. */
  static final int VENDOR = 0x01f0;

  private static final int TO_INLINE = 16;
  private static final int FRAG_TO_INLINE = 28;

  private final ByteBuffer out;

  /** Makes room for packets of up to so many bytes. */
  PacketWriter(int bytes) {
    out = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Starts a packet of a participant. */
  PacketWriter begin(Guid from) {
    out.clear();
    Wire.putBigInt(out, 0x52545053);
    Wire.putBigInt(out, PROTOCOL << 16 | VENDOR);
    from.writePrefix(out);
    return this;
  }

  /** What follows is for one participant only. */
  PacketWriter destination(Guid to) {
    int start = open(Kind.INFO_DESTINATION, 0);
    to.writePrefix(out);
    return close(start);
  }

  /** What follows was written at this time, ns since 1970. */
  PacketWriter time(long epochNanos) {
    int start = open(Kind.INFO_TIME, 0);
    Wire.putTime(out, epochNanos);
    return close(start);
  }

  /**
   * A message, or the key of an instance.
   *
   * @param inline parameters in front of the payload, or null
   */
  PacketWriter data(
      int reader, int writer, long sequence, byte[] inline, byte[] payload, boolean key) {
    int start = open(Kind.DATA, (inline != null ? 2 : 0) | (key ? 8 : 4));
    head(TO_INLINE, reader, writer, sequence);
    if (inline != null) {
      out.put(inline);
    }
    out.put(payload);
    return close(start);
  }

  /**
   * One fragment of a message.
   *
   * @param number which, from 1
   * @param size bytes of each fragment but the last
   */
  PacketWriter dataFrag(
      int reader, int writer, long sequence, byte[] inline, byte[] payload, int number, int size) {
    int start = open(Kind.DATA_FRAG, inline != null ? 2 : 0);
    head(FRAG_TO_INLINE, reader, writer, sequence);
    out.putInt(number).putShort((short) 1).putShort((short) size).putInt(payload.length);
    if (inline != null) {
      out.put(inline);
    }
    int from = (number - 1) * size;
    out.put(payload, from, Math.min(size, payload.length - from));
    return close(start);
  }

  private void head(int toInline, int reader, int writer, long sequence) {
    out.putShort((short) 0).putShort((short) toInline);
    Wire.putBigInt(out, reader);
    Wire.putBigInt(out, writer);
    Wire.putSequence(out, sequence);
  }

  PacketWriter heartbeat(
      int reader, int writer, long first, long last, int count, boolean isFinal, boolean alive) {
    int start = open(Kind.HEARTBEAT, (isFinal ? 2 : 0) | (alive ? 4 : 0));
    Wire.putBigInt(out, reader);
    Wire.putBigInt(out, writer);
    Wire.putSequence(out, first);
    Wire.putSequence(out, last);
    out.putInt(count);
    return close(start);
  }

  PacketWriter ackNack(int reader, int writer, SequenceSet missing, int count, boolean isFinal) {
    int start = open(Kind.ACKNACK, isFinal ? 2 : 0);
    Wire.putBigInt(out, reader);
    Wire.putBigInt(out, writer);
    missing.write(out);
    out.putInt(count);
    return close(start);
  }

  PacketWriter nackFrag(int reader, int writer, long sequence, SequenceSet missing, int count) {
    int start = open(Kind.NACK_FRAG, 0);
    Wire.putBigInt(out, reader);
    Wire.putBigInt(out, writer);
    Wire.putSequence(out, sequence);
    missing.writeFragments(out);
    out.putInt(count);
    return close(start);
  }

  /** The messages from {@code start} to below {@code end} will not come. */
  PacketWriter gap(int reader, int writer, long first, long end) {
    int start = open(Kind.GAP, 0);
    Wire.putBigInt(out, reader);
    Wire.putBigInt(out, writer);
    Wire.putSequence(out, first);
    SequenceSet.above(end).write(out);
    return close(start);
  }

  private int open(int kind, int flags) {
    out.put((byte) kind).put((byte) (flags | 1)).putShort((short) 0);
    return out.position();
  }

  private PacketWriter close(int start) {
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    out.putShort(start - 2, (short) (out.position() - start));
    return this;
  }

  /** Returns the packet, ready to send; may be sent more than once. */
  ByteBuffer packet() {
    return out.duplicate().flip();
  }
}
