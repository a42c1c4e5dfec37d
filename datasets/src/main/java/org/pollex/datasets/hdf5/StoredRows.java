package org.pollex.datasets.hdf5;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;

/**
 * The rows of a data set where they lie in its mapped file. Any number of threads may copy from it,
 * each with a scratch of its own, until the file is closed.
 */
public sealed interface StoredRows {

  /** Returns the bytes of one row in memory, little-endian. */
  int rowBytes();

  /** Copies one row to a place in a block. */
  void copy(int row, MemorySegment target, long at, ChunkScratch scratch);

  /**
   * Rows behind each other, as they are in memory.
   *
   * @param rows all of them
   */
  record Plain(MemorySegment rows, int rowBytes) implements StoredRows {
    @Override
    public void copy(int row, MemorySegment target, long at, ChunkScratch scratch) {
      MemorySegment.copy(rows, (long) row * rowBytes, target, at, rowBytes);
    }
  }

  /** Chunks of whole rows, encoded by filters or not. */
  final class Chunked implements StoredRows {
    private final MemorySegment file;
    private final long[] addresses;
    private final int[] sizes;
    private final int chunkRows;
    private final int rowBytes;
    private final ChunkDecoder decoder;

    Chunked(
        MemorySegment file,
        long[] addresses,
        int[] sizes,
        int chunkRows,
        int rowBytes,
        ChunkDecoder decoder) {
      this.file = file;
      this.addresses = addresses;
      this.sizes = sizes;
      this.chunkRows = chunkRows;
      this.rowBytes = rowBytes;
      this.decoder = decoder;
    }

    @Override
    public int rowBytes() {
      return rowBytes;
    }

    int chunkBytes() {
      return chunkRows * rowBytes;
    }

    @Override
    public void copy(int row, MemorySegment target, long at, ChunkScratch scratch) {
      int chunk = row / chunkRows;
      long within = (long) (row % chunkRows) * rowBytes;
      if (!decoder.filtered()) {
        MemorySegment.copy(file, addresses[chunk] + within, target, at, rowBytes);
      } else if (chunkRows == 1) {
        decode(chunk, target.asSlice(at, rowBytes), scratch);
      } else {
        MemorySegment.copy(scratch.decoded(this, chunk), within, target, at, rowBytes);
      }
    }

    void decode(int chunk, MemorySegment target, ChunkScratch scratch) {
      MemorySegment raw = file.asSlice(addresses[chunk], sizes[chunk]);
      if (!decoder.onlyDeflated()) {
        byte[] bytes = decoder.undo(raw.toArray(ValueLayout.JAVA_BYTE));
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return;
      }
      try {
        if (!scratch.inflate(raw, target)) {
          throw decoder.wrongSize();
        }
      } catch (DataFormatException e) {
        throw decoder.damaged("a compressed chunk is damaged: " + e.getMessage());
      }
    }
  }

  /** Rows of another type, or of chunks that divide rows: read through the library, one by one. */
  record Converted(Hdf5Stream stream, int rowBytes) implements StoredRows {
    @Override
    public void copy(int row, MemorySegment target, long at, ChunkScratch scratch) {
      synchronized (stream) {
        MemorySegment one = MemorySegment.ofBuffer(stream.rows(row, row + 1).bytes());
        MemorySegment.copy(one, 0, target, at, rowBytes);
      }
    }
  }
}
