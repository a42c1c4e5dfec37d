package org.pollex.datasets.lint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.tensor.Tensor;

/** Puts other numbers into an episode. */
final class Rows {
  private Rows() {}

  /** The rows of a stream as numbers, [steps][width]. */
  static double[][] of(Episode episode, String stream) {
    Tensor values = episode.stream(stream);
    int steps = values.shape()[0];
    double[] flat = values.toDoubles();
    int width = steps == 0 ? 0 : flat.length / steps;
    double[][] rows = new double[steps][width];
    for (int i = 0; i < flat.length; i++) {
      rows[i / width][i % width] = flat[i];
    }
    return rows;
  }

  /** The episode with other rows in one stream, in the element type and shape that it has. */
  static Episode with(Episode episode, String stream, double[][] rows) {
    Tensor before = episode.stream(stream);
    ByteBuffer bytes =
        ByteBuffer.allocate(before.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] row : rows) {
      for (double x : row) {
        switch (before.dtype()) {
          case F32 -> bytes.putFloat((float) x);
          case F64 -> bytes.putDouble(x);
          case U8, BOOL -> bytes.put((byte) x);
          case U16 -> bytes.putShort((short) x);
          case I32 -> bytes.putInt((int) x);
          case I64 -> bytes.putLong((long) x);
        }
      }
    }
    Map<String, Tensor> streams = new LinkedHashMap<>(episode.streams());
    streams.put(stream, Tensor.wrap(before.dtype(), before.shape(), bytes.flip()));
    return new Episode(
        episode.metadata(), episode.outcome(), episode.specs(), streams, episode.tensors());
  }
}
