package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.pollex.hardware.tensor.DType;

/** One value of a column of numbers, as the database gives it, as raw little-endian bytes. */
final class LeRobotValue {
  private LeRobotValue() {}

  /** Appends the value of a row; it must have exactly as many numbers as declared. */
  static void append(
      String where, ResultSet found, int column, LeRobotFeature feature, ByteBuffer out)
      throws SQLException {
    out.limit(out.position() + feature.elements(where) * feature.dtype().bytes());
    numbers(where, found.getObject(column), feature.dtype(), out);
    if (out.hasRemaining()) {
      throw Bounds.refused(where, "has a value of too few numbers", feature.shape() + "");
    }
    out.limit(out.capacity());
  }

  private static void numbers(String where, Object value, DType dtype, ByteBuffer out)
      throws SQLException {
    if (value instanceof Array list) {
      for (Object element : (Object[]) list.getArray()) {
        numbers(where, element, dtype, out);
      }
      return;
    }
    if (value == null || out.remaining() < dtype.bytes()) {
      throw Bounds.refused(where, "has a value that is absent or too long", "the declared shape");
    }
    if (value instanceof Boolean flag) {
      out.put((byte) (flag ? 1 : 0));
      return;
    }
    if (!(value instanceof Number number)) {
      throw Bounds.refused(where, "has a value that is no number", dtype + "");
    }
    switch (dtype) {
      case F32 -> out.putFloat(number.floatValue());
      case F64 -> out.putDouble(number.doubleValue());
      case U8, BOOL -> out.put(number.byteValue());
      case U16 -> out.putShort(number.shortValue());
      case I32 -> out.putInt(number.intValue());
      case I64 -> out.putLong(number.longValue());
    }
  }
}
