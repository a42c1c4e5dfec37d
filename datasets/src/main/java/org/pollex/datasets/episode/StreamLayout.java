package org.pollex.datasets.episode;

import java.util.Arrays;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** What a stream's specification says about the bytes of one row. */
final class StreamLayout {
  private StreamLayout() {}

  static int rowBytes(StreamSpec stream) {
    int bytes = stream.dtype().bytes();
    for (int size : stream.shape()) {
      if (size < 0) {
        throw new BadInputException(
            "stream '" + stream.name() + "' has the varying shape " + stream.shape(),
            "Allowed: streams whose rows all have one size; record others as tensors.");
      }
      bytes = Math.multiplyExact(bytes, size);
    }
    return bytes;
  }

  static void requireRow(StreamSpec stream, Tensor value) {
    int[] shape = stream.shape().stream().mapToInt(Integer::intValue).toArray();
    if (value.dtype() != stream.dtype() || !Arrays.equals(value.shape(), shape)) {
      throw new BadInputException(
          "stream '" + stream.name() + "' was given " + value,
          "Allowed: " + stream.dtype() + Arrays.toString(shape) + ", as announced.");
    }
  }

  /** Shape of {@code rows} rows. */
  static int[] shape(StreamSpec stream, int rows) {
    int[] shape = new int[stream.shape().size() + 1];
    shape[0] = rows;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = stream.shape().get(i - 1);
    }
    return shape;
  }
}
