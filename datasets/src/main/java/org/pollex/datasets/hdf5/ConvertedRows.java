package org.pollex.datasets.hdf5;

import java.lang.foreign.MemorySegment;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.datasets.rows.StoredRows;

/** Rows of another type, or of chunks that divide rows: read through the library, one by one. */
record ConvertedRows(Hdf5Stream stream, int rowBytes) implements StoredRows {
  @Override
  public void copy(int row, MemorySegment target, long at, RowScratch scratch) {
    synchronized (stream) {
      MemorySegment one = MemorySegment.ofBuffer(stream.rows(row, row + 1).bytes());
      MemorySegment.copy(one, 0, target, at, rowBytes);
    }
  }
}
