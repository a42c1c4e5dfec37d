package org.pollex.datasets.hdf5;

import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Cuts a range of rows out of a chunked data set. Chunks may divide any axis; each chunk that the
 * range touches is decoded once and copied in runs along the last axis.
 */
final class ChunkedRows {
  private final int elementBytes;
  private final int[] chunk;
  private final int[] size;
  private final ChunkDecoder decoder;

  ChunkedRows(Path file, ChunkedDataset dataset, int elementBytes) {
    this.elementBytes = elementBytes;
    this.chunk = dataset.getChunkDimensions();
    this.size = dataset.getDimensions();
    int chunkBytes = Arrays.stream(chunk).reduce(elementBytes, Math::multiplyExact);
    this.decoder = new ChunkDecoder(file, dataset, chunkBytes, elementBytes);
  }

  /**
   * Returns the stored bytes of the rows from {@code from}, as many as {@code part[0]}.
   *
   * @param part shape of the range
   */
  byte[] read(int from, int[] part) {
    byte[] out = new byte[Arrays.stream(part).reduce(elementBytes, Math::multiplyExact)];
    int[] offset = new int[chunk.length];
    offset[0] = from / chunk[0] * chunk[0];
    do {
      copy(decoder.decode(offset.clone()), offset, from, part, out);
    } while (next(offset, from, part));
    return out;
  }

  /** Moves to the next chunk in row-major order; false behind the last one. */
  private boolean next(int[] offset, int from, int[] part) {
    for (int axis = chunk.length - 1; axis >= 0; axis--) {
      offset[axis] += chunk[axis];
      if (offset[axis] < (axis == 0 ? from + part[0] : size[axis])) {
        return true;
      }
      offset[axis] = axis == 0 ? from / chunk[0] * chunk[0] : 0;
    }
    return false;
  }

  private void copy(byte[] decoded, int[] offset, int from, int[] part, byte[] out) {
    int rank = chunk.length;
    int[] low = offset.clone();
    low[0] = Math.max(offset[0], from);
    int[] high = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int end = axis == 0 ? from + part[0] : size[axis];
      high[axis] = Math.min(offset[axis] + chunk[axis], end);
    }
    int run = (high[rank - 1] - low[rank - 1]) * elementBytes;
    int[] at = low.clone();
    boolean more = true;
    while (more) {
      int source = 0;
      int target = 0;
      for (int axis = 0; axis < rank; axis++) {
        source = source * chunk[axis] + at[axis] - offset[axis];
        target = target * part[axis] + at[axis] - (axis == 0 ? from : 0);
      }
      System.arraycopy(decoded, source * elementBytes, out, target * elementBytes, run);
      more = false;
      for (int axis = rank - 2; axis >= 0 && !more; axis--) {
        more = ++at[axis] < high[axis];
        if (!more) {
          at[axis] = low[axis];
        }
      }
    }
  }
}
