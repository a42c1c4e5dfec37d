package org.pollex.datasets.hdf5;

import org.pollex.hardware.tensor.Tensor;

/**
 * How a data set lies in the file. Small ones are contiguous: compressing them would save less than
 * the chunk index costs. The rest is cut into chunks of whole rows, at most 256 KiB and at least
 * one row each, so that an image is one chunk, and compressed with shuffle and gzip 4.
 */
final class Hdf5Chunks {
  static final int GZIP_LEVEL = 4;

  private static final int CONTIGUOUS_BELOW = 4 << 10;
  private static final int CHUNK_BYTES = 256 << 10;

  private Hdf5Chunks() {}

  static boolean pays(Tensor value) {
    return value.shape().length > 0 && value.bytes().remaining() >= CONTIGUOUS_BELOW;
  }

  /** Shape of one chunk of a data set of this shape. */
  static long[] of(Tensor value) {
    int[] shape = value.shape();
    int rowBytes = value.bytes().remaining() / shape[0];
    long[] chunk = new long[shape.length];
    chunk[0] = Math.clamp(CHUNK_BYTES / rowBytes, 1, shape[0]);
    for (int i = 1; i < shape.length; i++) {
      chunk[i] = shape[i];
    }
    return chunk;
  }
}
