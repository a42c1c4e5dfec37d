package org.pollex.ros.rtps;

import java.nio.ByteBuffer;

/**
 * Names an endpoint or a participant in the whole network: 12 bytes for the participant, 4 for the
 * entity in it (DDSI-RTPS 2.5, 9.3.1).
 *
 * @param high the first 8 bytes, big-endian
 * @param low the next 4
 * @param entity the last 4; see {@link EntityId}
 */
public record Guid(long high, int low, int entity) {
  /** Bytes on the wire. */
  public static final int BYTES = 16;

  /** Reads one at an offset, whatever the buffer's order. */
  static Guid read(ByteBuffer in, int at) {
    return new Guid(Wire.bigLong(in, at), Wire.bigInt(in, at + 8), Wire.bigInt(in, at + 12));
  }

  void write(ByteBuffer out) {
    writePrefix(out);
    Wire.putBigInt(out, entity);
  }

  void writePrefix(ByteBuffer out) {
    Wire.putBigInt(out, (int) (high >>> 32));
    Wire.putBigInt(out, (int) high);
    Wire.putBigInt(out, low);
  }

  /** Returns the 16 bytes. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    write(out);
    return out.array();
  }

  /** Returns another entity of the same participant. */
  Guid with(int otherEntity) {
    return new Guid(high, low, otherEntity);
  }

  /** Returns the participant that this entity belongs to. */
  public Guid participant() {
    return with(EntityId.PARTICIPANT);
  }

  boolean samePrefix(Guid other) {
    return high == other.high && low == other.low;
  }

  @Override
  public String toString() {
    return "%016x%08x:%08x".formatted(high, low, entity);
  }
}
