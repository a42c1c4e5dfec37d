package org.pollex.datasets.window;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.pollex.datasets.rows.RowScratch;

/**
 * The rows of packed streams that the windows of one block need, decoded; filled again and again.
 */
final class DecodedBlock implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final WindowStore store;
  private final List<MemorySegment> blocks = new ArrayList<>();
  private final int[] rowsPerSegment;
  private final Segment[] segments;

  DecodedBlock(WindowStore store, BlockOrder.Shape shape) {
    this.store = store;
    this.segments = new Segment[shape.segments()];
    this.rowsPerSegment = new int[store.columns().size()];
    for (int c = 0; c < rowsPerSegment.length; c++) {
      WindowStore.Column column = store.columns().get(c);
      rowsPerSegment[c] = shape.windows() - 1 + rows(store.rule(), column);
      long bytes = (long) shape.segments() * rowsPerSegment[c] * column.rowBytes();
      blocks.add(column.packed() ? arena.allocate(bytes, 64) : null);
    }
  }

  private static int rows(WindowRule rule, WindowStore.Column column) {
    return column.action() ? rule.actions() : rule.observations();
  }

  /** Memory of a block of this shape. */
  static long bytes(WindowStore store, BlockOrder.Shape shape) {
    long bytes = 0;
    for (WindowStore.Column column : store.columns()) {
      if (column.packed()) {
        long rows = shape.windows() - 1L + rows(store.rule(), column);
        bytes += shape.segments() * rows * column.rowBytes();
      }
    }
    return bytes;
  }

  /** Where the rows of one segment's episode lie, as if all of them were there. */
  final class Segment {
    private final int slot;
    private final int[] firstRow;

    private Segment(int slot, int[] firstRow) {
      this.slot = slot;
      this.firstRow = firstRow;
    }

    MemorySegment rows(int column) {
      return blocks.get(column);
    }

    /** Where the episode's row 0 would be. */
    long base(int column) {
      long row = (long) slot * rowsPerSegment[column] - firstRow[column];
      return row * store.columns().get(column).rowBytes();
    }
  }

  Segment segment(int slot) {
    return segments[slot];
  }

  /** Decodes one segment; different slots may be decoded at once. */
  void decode(BlockOrder order, int block, int slot, RowScratch scratch) {
    int segment = order.firstSegment(block) + slot;
    int episode = order.episode(segment);
    int first = order.firstWindow(segment);
    int last = first + order.windows(segment) - 1;
    int steps = store.steps(episode);
    int[] firstRow = new int[rowsPerSegment.length];
    Segment placed = new Segment(slot, firstRow);
    for (int c = 0; c < firstRow.length; c++) {
      WindowStore.Column column = store.columns().get(c);
      if (blocks.get(c) == null) {
        continue;
      }
      WindowRule rule = store.rule();
      int from = column.action() ? rule.firstAction(first) : rule.firstObservation(first);
      int to =
          (column.action() ? rule.firstAction(last) : rule.firstObservation(last))
              + rows(rule, column);
      firstRow[c] = Math.clamp(from, 0, steps - 1);
      long base = placed.base(c);
      for (int row = firstRow[c]; row <= Math.clamp(to - 1, 0, steps - 1); row++) {
        long at = base + (long) row * column.rowBytes();
        column.stored().get(episode).copy(row, blocks.get(c), at, scratch);
      }
    }
    segments[slot] = placed;
  }

  @Override
  public void close() {
    arena.close();
  }
}
