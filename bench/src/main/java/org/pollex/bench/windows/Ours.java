package org.pollex.bench.windows;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.datasets.window.BlockOrder;
import org.pollex.datasets.window.WindowLoader;
import org.pollex.datasets.window.WindowOrder;
import org.pollex.datasets.window.WindowRule;
import org.pollex.datasets.window.WindowSequence;
import org.pollex.datasets.window.WindowStore;

/** Pollex's loader on a file. */
final class Ours implements AutoCloseable {
  private static final int BATCH = 64;
  private static final long MEMORY = 128L << 20;
  private static final long BLOCK = 128L << 20;
  private static final List<String> LOW =
      List.of("obs/joint_pos", "obs/eef_pos", "obs/eef_quat", "obs/gripper", "obs/object");

  private static final List<String> WITH_IMAGE =
      Stream.concat(LOW.stream(), Stream.of("obs/agentview_image")).toList();

  private final WindowStore store;
  private long epoch;

  Ours(Path file, boolean image) {
    this(file, image ? WITH_IMAGE : LOW, MEMORY);
  }

  Ours(Path file, List<String> observations, long memory) {
    this.store =
        WindowStore.open(
            List.of(file),
            new WindowRule.Robomimic(2, 16),
            new WindowStore.Reading(observations, List.of("actions"), "", memory));
  }

  BlockOrder.Shape shape() {
    return BlockOrder.Shape.within(store, BLOCK);
  }

  Rate uniform(int threads, int batches) {
    return run(WindowOrder.shuffled(1, epoch++, store.windows()), threads, batches);
  }

  Rate blocks(int threads, int batches) {
    return run(BlockOrder.shuffled(store, 1, epoch++, shape()), threads, batches);
  }

  /** The clock starts after a few batches, as the peers' does. */
  private Rate run(WindowSequence order, int threads, int batches) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (WindowLoader loader = new WindowLoader(store, order, BATCH, threads, 0)) {
      for (int i = 0; i < 10; i++) {
        loader.next();
      }
      long begin = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      for (int i = 0; i < batches; i++) {
        loader.next();
      }
      return new Rate(
          (double) batches * BATCH,
          (System.nanoTime() - begin) / 1e9,
          (system.getProcessCpuTime() - cpu) / 1e9);
    }
  }

  /** Heap and native memory of this process at its largest, without the mapped files. */
  static String memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon") || line.startsWith("RssFile"))
        .map(line -> line.replaceAll("\\s+", " "))
        .toList()
        .toString();
  }

  @Override
  public String toString() {
    return "%d windows of %d episodes".formatted(store.windows(), store.episodes());
  }

  @Override
  public void close() {
    store.close();
  }
}
