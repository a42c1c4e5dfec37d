package org.pollex.datasets.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.pollex.hardware.tensor.DType;

/**
 * How a file stores an element, and the element type that it becomes. Types that have no twin are
 * widened without loss: float16 to float32, int8 and int16 to int32, uint32 to int64.
 *
 * @param stored bytes of an element in the file
 * @param order byte order in the file
 * @param signed whether a stored integer is signed
 * @param dtype the type in memory
 */
record StoredType(int stored, ByteOrder order, boolean signed, DType dtype) {
  private static final Map<Integer, String> BOOL = Map.of(0, "FALSE", 1, "TRUE");

  /** The numeric type of a data set; empty for text, compounds, references. */
  static Optional<StoredType> of(DataType type) {
    return switch (type) {
      case FloatingPoint real -> real(real);
      case FixedPoint integer -> integer(integer);
      case EnumDataType choice
          when choice.getBaseType().getSize() == 1 && choice.getEnumMapping().equals(BOOL) ->
          Optional.of(new StoredType(1, ByteOrder.LITTLE_ENDIAN, false, DType.BOOL));
      case EnumDataType choice -> of(choice.getBaseType());
      default -> Optional.empty();
    };
  }

  private static Optional<StoredType> real(FloatingPoint type) {
    return switch (type.getSize()) {
      case 2, 4 ->
          Optional.of(new StoredType(type.getSize(), type.getByteOrder(), true, DType.F32));
      case 8 -> Optional.of(new StoredType(8, type.getByteOrder(), true, DType.F64));
      default -> Optional.empty();
    };
  }

  private static Optional<StoredType> integer(FixedPoint type) {
    boolean signed = type.isSigned();
    DType dtype =
        switch (type.getSize()) {
          case 1 -> signed ? DType.I32 : DType.U8;
          case 2 -> signed ? DType.I32 : DType.U16;
          case 4 -> signed ? DType.I32 : DType.I64;
          case 8 -> DType.I64;
          default -> null;
        };
    return dtype == null
        ? Optional.empty()
        : Optional.of(new StoredType(type.getSize(), type.getByteOrder(), signed, dtype));
  }

  /** True if elements are in the file as they are in memory. */
  boolean isNative() {
    return stored == dtype.bytes() && (order == ByteOrder.LITTLE_ENDIAN || stored == 1);
  }

  /** Turns stored elements into little-endian elements of {@link #dtype}. */
  byte[] decode(byte[] bytes) {
    if (isNative()) {
      return bytes;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
    int count = bytes.length / stored;
    ByteBuffer out = ByteBuffer.allocate(count * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      switch (dtype) {
        case F32 -> out.putFloat(stored == 2 ? Float.float16ToFloat(in.getShort()) : in.getFloat());
        case F64 -> out.putDouble(in.getDouble());
        case U8, BOOL -> out.put(in.get());
        case U16 -> out.putShort(in.getShort());
        case I32 -> out.putInt((int) integer(in));
        case I64 -> out.putLong(integer(in));
      }
    }
    return out.array();
  }

  private long integer(ByteBuffer in) {
    return switch (stored) {
      case 1 -> signed ? in.get() : in.get() & 0xff;
      case 2 -> signed ? in.getShort() : in.getShort() & 0xffff;
      case 4 -> signed ? in.getInt() : in.getInt() & 0xffffffffL;
      default -> in.getLong();
    };
  }
}
