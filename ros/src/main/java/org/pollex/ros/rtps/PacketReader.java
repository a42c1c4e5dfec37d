package org.pollex.ros.rtps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes a packet apart. A packet that claims more than it holds ends the reading where it does so;
 * what came before counts. Nothing is thrown, whatever the bytes.
 */
final class PacketReader {
  private static final int MAGIC = 0x52545053;
  private static final int HEADER = 20;

  /** Receives the parts of a packet. */
  interface Sink {
    /**
     * @param source the sending participant
     * @param destination the participant that it is for, null for all
     * @param epochNanos the sender's time stamp, 0 if there is none
     */
    void accept(Guid source, Guid destination, long epochNanos, Submessage part);
  }

  private PacketReader() {}

  /**
   * Reads a packet from the buffer's start to its limit.
   *
   * @return false if any of it was malformed
   */
  static boolean read(ByteBuffer packet, Sink sink) {
    try {
      packet.order(ByteOrder.BIG_ENDIAN);
      if (packet.limit() < HEADER || packet.getInt(0) != MAGIC || packet.get(4) != 2) {
        return false;
      }
      parts(packet, sink);
      return true;
    } catch (IndexOutOfBoundsException malformed) {
      return false;
    }
  }

  private static void parts(ByteBuffer packet, Sink sink) {
    Guid source = prefix(packet, 8);
    Guid destination = null;
    long time = 0;
    int at = HEADER;
    while (at + 4 <= packet.limit()) {
      int kind = packet.get(at) & 0xff;
      int flags = packet.get(at + 1);
      packet.order((flags & 1) != 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int length = packet.getShort(at + 2) & 0xffff;
      // The last part may leave its length open; these two may really be empty.
      boolean open = length == 0 && kind != Kind.PAD && kind != Kind.INFO_TIME;
      int end = open ? packet.limit() : at + 4 + length;
      ByteBuffer body = packet.slice(at + 4, end - at - 4).order(packet.order());
      switch (kind) {
        case Kind.INFO_SOURCE -> source = prefix(body, 8);
        case Kind.INFO_DESTINATION -> {
          Guid named = prefix(body, 0);
          destination = named.high() == 0 && named.low() == 0 ? null : named;
        }
        case Kind.INFO_TIME ->
            time = (flags & 2) != 0 ? 0 : Wire.nanos(body.getInt(0), body.getInt(4));
        default -> {
          Submessage part = part(kind, flags, body);
          if (part != null) {
            sink.accept(source, destination, time, part);
          }
        }
      }
      at = end;
    }
  }

  private static Guid prefix(ByteBuffer in, int at) {
    return new Guid(Wire.bigLong(in, at), Wire.bigInt(in, at + 8), EntityId.PARTICIPANT);
  }

  private static Submessage part(int kind, int flags, ByteBuffer body) {
    boolean second = (flags & 2) != 0;
    return switch (kind) {
      case Kind.DATA -> data(flags, body);
      case Kind.DATA_FRAG -> dataFrag(flags, body);
      case Kind.HEARTBEAT ->
          new Submessage.Heartbeat(
              Wire.bigInt(body, 0),
              Wire.bigInt(body, 4),
              Wire.sequence(body, 8),
              Wire.sequence(body, 16),
              second,
              (flags & 4) != 0);
      case Kind.HEARTBEAT_FRAG ->
          new Submessage.HeartbeatFrag(
              Wire.bigInt(body, 0),
              Wire.bigInt(body, 4),
              Wire.sequence(body, 8),
              body.getInt(16) & 0xffffffffL);
      case Kind.ACKNACK ->
          new Submessage.AckNack(
              Wire.bigInt(body, 0), Wire.bigInt(body, 4), SequenceSet.read(body, 8), second);
      case Kind.NACK_FRAG ->
          new Submessage.NackFrag(
              Wire.bigInt(body, 0),
              Wire.bigInt(body, 4),
              Wire.sequence(body, 8),
              SequenceSet.readFragments(body, 16));
      case Kind.GAP ->
          new Submessage.Gap(
              Wire.bigInt(body, 0),
              Wire.bigInt(body, 4),
              Wire.sequence(body, 8),
              SequenceSet.read(body, 16));
      default -> null;
    };
  }

  private static Submessage data(int flags, ByteBuffer body) {
    InlineReader inline = new InlineReader();
    int at = inline.read(flags, body);
    boolean key = (flags & 8) != 0;
    boolean carries = key || (flags & 4) != 0;
    return new Submessage.Data(
        Wire.bigInt(body, 4),
        Wire.bigInt(body, 8),
        Wire.sequence(body, 12),
        inline.result(),
        carries ? body.slice(at, body.limit() - at) : null,
        key);
  }

  private static Submessage dataFrag(int flags, ByteBuffer body) {
    InlineReader inline = new InlineReader();
    int at = inline.read(flags, body);
    return new Submessage.DataFrag(
        Wire.bigInt(body, 4),
        Wire.bigInt(body, 8),
        Wire.sequence(body, 12),
        inline.result(),
        body.getInt(20) & 0xffffffffL,
        body.getShort(24) & 0xffff,
        body.getShort(26) & 0xffff,
        body.getInt(28),
        body.slice(at, body.limit() - at));
  }

  /** Collects what matters of the parameters in front of a payload. */
  private static final class InlineReader implements ParameterList.Visitor {
    private SampleIdentity related;
    private boolean disposed;
    private Guid key;

    /** Reads them, if there are any; returns where the payload starts. */
    int read(int flags, ByteBuffer body) {
      int at = 4 + (body.getShort(2) & 0xffff);
      return (flags & 2) != 0 ? ParameterList.read(body, at, this) : at;
    }

    @Override
    public void parameter(int id, ByteBuffer value) {
      if (id == Pid.RELATED_SAMPLE_IDENTITY || id == Pid.RELATED_SAMPLE_IDENTITY_OLD) {
        related = new SampleIdentity(Guid.read(value, 0), Wire.sequence(value, Guid.BYTES));
      } else if (id == Pid.STATUS_INFO) {
        disposed = (Wire.bigInt(value, 0) & 3) != 0;
      } else if (id == Pid.KEY_HASH) {
        key = Guid.read(value, 0);
      }
    }

    Submessage.Inline result() {
      boolean any = related != null || disposed || key != null;
      return any ? new Submessage.Inline(related, disposed, key) : Submessage.Inline.NONE;
    }
  }
}
