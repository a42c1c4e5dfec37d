package org.pollex.hardware.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.pollex.errors.BadInputException;

/**
 * An immutable C-contiguous block of numbers: element type, shape, raw little-endian bytes.
 *
 * <p>The bytes are shared, never copied, by {@link #row}, {@link #rows} and {@link #reshape};
 * whoever makes a tensor from a buffer must not write to it afterwards. Equality is equality of
 * bytes, so that "bit-equal" in a test means what it says (NaN equals the same NaN, 0.0 differs
 * from -0.0).
 */
public final class Tensor {
  private final DType dtype;
  private final int[] shape;
  private final ByteBuffer bytes;

  private Tensor(DType dtype, int[] shape, ByteBuffer bytes) {
    this.dtype = dtype;
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * Wraps the remaining bytes of a buffer without a copy.
   *
   * @throws BadInputException when the number of bytes does not fit the shape
   */
  public static Tensor wrap(DType dtype, int[] shape, ByteBuffer data) {
    long expected = elements(shape) * dtype.bytes();
    if (expected != data.remaining()) {
      throw new BadInputException(
          "a "
              + dtype
              + " tensor of shape "
              + Arrays.toString(shape)
              + " needs "
              + expected
              + " bytes, "
              + data.remaining()
              + " were given",
          "Check the shape and the element type of the sender.");
    }
    return new Tensor(
        dtype, shape.clone(), data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A float64 tensor with a copy of the values. */
  public static Tensor ofDoubles(double[] values, int... shape) {
    ByteBuffer data = allocate(values.length, DType.F64);
    data.asDoubleBuffer().put(values);
    return wrap(DType.F64, shapeOr(shape, values.length), data);
  }

  /** A float32 tensor with a copy of the values. */
  public static Tensor ofFloats(float[] values, int... shape) {
    ByteBuffer data = allocate(values.length, DType.F32);
    data.asFloatBuffer().put(values);
    return wrap(DType.F32, shapeOr(shape, values.length), data);
  }

  /** A uint8 tensor with a copy of the values. */
  public static Tensor ofBytes(byte[] values, int... shape) {
    return wrap(DType.U8, shapeOr(shape, values.length), ByteBuffer.wrap(values.clone()));
  }

  private static ByteBuffer allocate(int count, DType dtype) {
    return ByteBuffer.allocate(Math.multiplyExact(count, dtype.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int[] shapeOr(int[] shape, int length) {
    return shape.length == 0 ? new int[] {length} : shape;
  }

  private static long elements(int[] shape) {
    long count = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new BadInputException("negative size in shape " + Arrays.toString(shape), "");
      }
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /** Returns the element type. */
  public DType dtype() {
    return dtype;
  }

  /** Returns a copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the number of elements. */
  public int size() {
    return bytes.remaining() / dtype.bytes();
  }

  /** Returns a read-only little-endian view of the bytes. */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns one element, by flat index, as a double. */
  public double get(int index) {
    return switch (dtype) {
      case F32 -> bytes.getFloat(4 * index);
      case F64 -> bytes.getDouble(8 * index);
      case U8, BOOL -> bytes.get(index) & 0xff;
      case U16 -> bytes.getShort(2 * index) & 0xffff;
      case I32 -> bytes.getInt(4 * index);
      case I64 -> bytes.getLong(8 * index);
    };
  }

  /** Returns all elements as doubles in a new array. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    if (dtype == DType.F64) {
      bytes().asDoubleBuffer().get(values);
    } else {
      Arrays.setAll(values, this::get);
    }
    return values;
  }

  /** Returns all elements as floats in a new array; float64 values are rounded. */
  public float[] toFloats() {
    float[] values = new float[size()];
    if (dtype == DType.F32) {
      bytes().asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) get(i);
      }
    }
    return values;
  }

  /** Returns element {@code index} of the first axis: shape [n, ...] becomes [...]. */
  public Tensor row(int index) {
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    return rows(index, index + 1).reshape(rest);
  }

  /** Returns the elements from (included) to (excluded) of the first axis. */
  public Tensor rows(int from, int to) {
    if (from < 0 || to > shape[0] || from > to) {
      throw new IndexOutOfBoundsException(
          "rows " + from + ".." + to + " of a tensor with shape " + Arrays.toString(shape));
    }
    int stride = shape[0] == 0 ? 0 : bytes.remaining() / shape[0];
    int[] part = shape.clone();
    part[0] = to - from;
    return wrap(dtype, part, bytes.duplicate().slice(from * stride, (to - from) * stride));
  }

  /** Returns the same bytes under another shape. */
  public Tensor reshape(int... newShape) {
    return wrap(dtype, newShape, bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape)
        && bytes().equals(that.bytes());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + bytes().hashCode();
  }

  @Override
  public String toString() {
    return dtype + Arrays.toString(shape);
  }
}
