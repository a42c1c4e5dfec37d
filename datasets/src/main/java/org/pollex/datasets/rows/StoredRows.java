package org.pollex.datasets.rows;

import java.lang.foreign.MemorySegment;

/**
 * The rows of one stream of one episode where they lie. Any number of threads may copy from it,
 * each with a scratch of its own, until its source is closed.
 */
public interface StoredRows {

  /** Returns the bytes of one row in memory, little-endian. */
  int rowBytes();

  /**
   * Copies one row to a place in a block.
   *
   * @throws org.pollex.errors.BadInputException if it is damaged
   */
  void copy(int row, MemorySegment target, long at, RowScratch scratch);

  /**
   * Rows behind each other, as they are in memory.
   *
   * @param rows all of them
   */
  record Plain(MemorySegment rows, int rowBytes) implements StoredRows {
    @Override
    public void copy(int row, MemorySegment target, long at, RowScratch scratch) {
      MemorySegment.copy(rows, (long) row * rowBytes, target, at, rowBytes);
    }
  }
}
