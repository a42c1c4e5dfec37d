package org.pollex.retrieval.cloud;

import java.nio.ByteBuffer;

/** A number as PLY and PCD files store it. */
enum ScalarType {
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  ScalarType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Reads a value in the buffer's byte order. */
  double read(ByteBuffer buffer, int at) {
    return switch (this) {
      case INT8 -> buffer.get(at);
      case UINT8 -> Byte.toUnsignedInt(buffer.get(at));
      case INT16 -> buffer.getShort(at);
      case UINT16 -> Short.toUnsignedInt(buffer.getShort(at));
      case INT32 -> buffer.getInt(at);
      case UINT32 -> Integer.toUnsignedLong(buffer.getInt(at));
      case FLOAT32 -> buffer.getFloat(at);
      case FLOAT64 -> buffer.getDouble(at);
    };
  }
}
