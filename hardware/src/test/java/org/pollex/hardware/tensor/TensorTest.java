package org.pollex.hardware.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;

class TensorTest {
  @Test
  void rowsAreViewsWithTheRemainingShape() {
    Tensor matrix = Tensor.ofDoubles(new double[] {0, 1, 2, 10, 11, 12}, 2, 3);
    assertArrayEquals(new int[] {3}, matrix.row(1).shape());
    assertArrayEquals(new double[] {10, 11, 12}, matrix.row(1).toDoubles());
  }

  @Test
  void bytesAreLittleEndian() {
    byte[] expected = {0, 0, (byte) 0x80, 0x3f};
    byte[] actual = new byte[4];
    Tensor.ofFloats(new float[] {1f}).bytes().get(actual);
    assertArrayEquals(expected, actual);
  }

  @Test
  void equalityIsEqualityOfBytes() {
    Tensor nan = Tensor.ofDoubles(new double[] {Double.NaN});
    assertEquals(nan, Tensor.ofDoubles(new double[] {Double.NaN}));
    assertNotEquals(Tensor.ofDoubles(new double[] {0.0}), Tensor.ofDoubles(new double[] {-0.0}));
  }

  @Test
  void refusesBytesThatDoNotFitTheShape() {
    BadInputException refused =
        assertThrows(
            BadInputException.class,
            () -> Tensor.wrap(DType.F64, new int[] {2, 3}, ByteBuffer.allocate(40)));
    assertEquals(2, refused.exitCode());
  }

  @Test
  void readsEveryElementType() {
    for (DType type : DType.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(2 * type.bytes());
      bytes.put(0, (byte) (type == DType.F32 || type == DType.F64 ? 0 : 1));
      Tensor tensor = Tensor.wrap(type, new int[] {2}, bytes);
      assertEquals(type == DType.F32 || type == DType.F64 ? 0 : 1, tensor.get(0), type.name());
      assertEquals(0, tensor.get(1), type.name());
    }
  }
}
