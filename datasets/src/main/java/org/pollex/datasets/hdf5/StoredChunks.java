package org.pollex.datasets.hdf5;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.datasets.rows.StoredRows;

/** Chunks of whole rows in a mapped file, encoded by filters or not. */
final class StoredChunks implements StoredRows {
  private final MemorySegment file;
  private final long[] addresses;
  private final int[] sizes;
  private final int chunkRows;
  private final int rowBytes;
  private final ChunkDecoder decoder;

  StoredChunks(
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
  public void copy(int row, MemorySegment target, long at, RowScratch scratch) {
    ChunkScratch own = scratch.own(ChunkScratch.class, ChunkScratch::new);
    int chunk = row / chunkRows;
    long within = (long) (row % chunkRows) * rowBytes;
    if (!decoder.filtered()) {
      MemorySegment.copy(file, addresses[chunk] + within, target, at, rowBytes);
    } else if (chunkRows == 1) {
      decode(chunk, target.asSlice(at, rowBytes), own);
    } else {
      MemorySegment.copy(own.decoded(this, chunk), within, target, at, rowBytes);
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
