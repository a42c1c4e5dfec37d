package org.pollex.datasets.window;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.hardware.tensor.Tensor;

/** Reads streams of a store once, episode by episode, in memory for the longest episode. */
final class EpisodePass {
  private final WindowStore store;
  private final List<WindowStore.Column> columns;

  EpisodePass(WindowStore store, List<String> streams) {
    this.store = store;
    this.columns = streams.stream().map(store::column).toList();
  }

  /** Gives all rows of the streams of each episode, as tensors that the next one overwrites. */
  void forEach(Consumer<List<Tensor>> consumer) {
    int longest = IntStream.range(0, store.episodes()).map(store::steps).max().orElse(0);
    try (Arena arena = Arena.ofConfined();
        RowScratch scratch = new RowScratch()) {
      List<MemorySegment> blocks =
          columns.stream()
              .map(c -> arena.allocate(Math.max(1L, (long) longest * c.rowBytes()), 64))
              .toList();
      for (int e = 0; e < store.episodes(); e++) {
        int episode = e;
        consumer.accept(
            IntStream.range(0, columns.size())
                .mapToObj(c -> read(columns.get(c), episode, blocks.get(c), scratch))
                .toList());
      }
    }
  }

  private Tensor read(
      WindowStore.Column column, int episode, MemorySegment block, RowScratch scratch) {
    int steps = store.steps(episode);
    int width = column.rowBytes();
    long bytes = (long) steps * width;
    if (column.resident() != null) {
      long first = (long) store.firstRow(episode) * width;
      MemorySegment.copy(column.resident(), first, block, 0, bytes);
    } else {
      for (int row = 0; row < steps; row++) {
        column.stored().get(episode).copy(row, block, (long) row * width, scratch);
      }
    }
    int[] shape =
        IntStream.concat(
                IntStream.of(steps), column.spec().shape().stream().mapToInt(Integer::intValue))
            .toArray();
    return Tensor.wrap(column.spec().dtype(), shape, block.asSlice(0, bytes).asByteBuffer());
  }
}
