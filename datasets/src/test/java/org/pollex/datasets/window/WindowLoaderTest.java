package org.pollex.datasets.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class WindowLoaderTest {
  private static final int EPISODES = 70;
  private static final WindowRule RULE = new WindowRule.Robomimic(2, 5);
  private static final List<String> STREAMS = List.of("obs/image", "obs/large", "actions");
  private static final long SEED = 5;

  @TempDir static Path folder;

  private static Path file;
  private WindowStore packed;
  private WindowStore resident;

  /** Small pictures, many to a chunk, and large ones, each a chunk; actions without chunks. */
  @BeforeAll
  static void write() {
    file = folder.resolve("pictures.hdf5");
    Random random = new Random(SEED);
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> {
          for (int i = 0; i < EPISODES; i++) {
            writer.add(episode(i, 2 + random.nextInt(7), random));
          }
        });
  }

  @BeforeEach
  void open() {
    packed = open(0);
    resident = open(1 << 30);
  }

  private WindowStore open(long bytes) {
    return WindowStore.open(
        List.of(file),
        RULE,
        new WindowStore.Reading(STREAMS.subList(0, 2), STREAMS.subList(2, 3), "", bytes));
  }

  @AfterEach
  void close() {
    packed.close();
    resident.close();
  }

  private static Episode episode(int index, int steps, Random random) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    streams.put("obs/image", picture(random, steps, 12, 12));
    streams.put("obs/large", picture(random, steps, 160, 300));
    streams.put("actions", Tensor.ofDoubles(random.doubles(4L * steps).toArray(), steps, 4));
    List<StreamSpec> specs = new ArrayList<>();
    streams.forEach(
        (name, values) -> {
          List<Integer> row = new ArrayList<>();
          for (int axis = 1; axis < values.shape().length; axis++) {
            row.add(values.shape()[axis]);
          }
          specs.add(
              new StreamSpec(
                  name, values.dtype(), row, "", "", "", StreamSpec.Privilege.NONE, false));
        });
    Episode base = RandomEpisodes.draw(1, index);
    return new Episode(base.metadata(), base.outcome(), specs, streams, Map.of());
  }

  private static Tensor picture(Random random, int steps, int height, int width) {
    byte[] bytes = new byte[steps * height * width * 3];
    for (int i = 0; i < bytes.length; i += 97) {
      bytes[i] = (byte) random.nextInt();
    }
    return Tensor.wrap(DType.U8, new int[] {steps, height, width, 3}, ByteBuffer.wrap(bytes));
  }

  private static byte[] bytes(WindowBatch batch, int slot, String stream) {
    ByteBuffer all = batch.buffer(stream);
    byte[] bytes = new byte[all.remaining() / batch.size()];
    all.get(slot * bytes.length, bytes);
    return bytes;
  }

  /** Takes an epoch from a loader and compares each window with the decoded store's. */
  private List<Long> epoch(WindowSequence order, int threads, long from) {
    List<Long> windows = new ArrayList<>();
    try (WindowLoader loader = new WindowLoader(packed, order, 7, threads, from);
        WindowBatch expected = resident.newBatch(1)) {
      for (long left = order.size(); left > 0; left -= 7) {
        WindowBatch batch = loader.next();
        for (int slot = 0; slot < 7; slot++) {
          windows.add(batch.window(slot));
          resident.copy(batch.window(slot), expected, 0);
          for (String stream : STREAMS) {
            assertArrayEquals(
                bytes(expected, 0, stream),
                bytes(batch, slot, stream),
                stream + " of window " + batch.window(slot));
          }
        }
        assertEquals((from + windows.size()) % order.size(), loader.position());
      }
    }
    return windows;
  }

  private static void assertEachOnce(List<Long> windows, long count) {
    BitSet seen = new BitSet();
    windows.subList(0, (int) count).forEach(w -> seen.set((int) (long) w));
    assertEquals(count, seen.cardinality());
  }

  @Test
  void whatIsDecodedOnDemandEqualsWhatIsDecodedBefore() {
    assertEquals(0, packed.bytes());
    assertTrue(resident.bytes() > 0);
    WindowOrder order = WindowOrder.shuffled(SEED, 0, packed.windows());
    List<Long> one = epoch(order, 1, 0);
    assertEachOnce(one, packed.windows());
    assertEquals(one, epoch(order, 3, 0), "the number of threads must not matter");
  }

  @Test
  void blocksGiveEveryWindowOnceAndResume() {
    BlockOrder order = BlockOrder.shuffled(packed, SEED, 2, new BlockOrder.Shape(128, 4));
    List<Long> all = epoch(order, 2, 0);
    assertEachOnce(all, packed.windows());
    int from = (int) order.size() / 2;
    List<Long> rest = epoch(order, 1, from);
    int count = (int) order.size() - from;
    assertEquals(all.subList(from, from + count), rest.subList(0, count));
    assertEquals(all.subList(0, 20), rest.subList(count, count + 20), "the next epoch follows");
  }

  @Test
  void blocksMixManyEpisodes() {
    BlockOrder order = BlockOrder.shuffled(packed, SEED, 0, new BlockOrder.Shape(128, 1));
    Set<Integer> episodes = new HashSet<>();
    for (long p = 0; p < order.blockEnd(0); p++) {
      episodes.add(packed.episode(order.window(p)));
    }
    assertTrue(episodes.size() >= 64, episodes.size() + " episodes");
  }

  @Test
  void workersShareTheBlocks() {
    BlockOrder order = BlockOrder.shuffled(packed, SEED, 1, new BlockOrder.Shape(16, 4));
    List<Long> windows = new ArrayList<>();
    for (int w = 0; w < 3; w++) {
      WindowSequence share = order.shard(w, 3);
      for (long p = 0; p < share.size(); p++) {
        windows.add(share.window(p));
      }
    }
    assertEquals(packed.windows(), windows.size());
    assertEachOnce(windows, packed.windows());
  }

  /** A batch that a damaged chunk belongs to is refused by name; nothing hangs. */
  @Test
  void aDamagedChunkIsTold() throws Exception {
    Path damaged = folder.resolve("damaged.hdf5");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(damaged, bytes);
    try (RandomAccessFile out = new RandomAccessFile(damaged.toFile(), "rw")) {
      for (int at = 0; at + 1 < bytes.length; at++) {
        // The headers of zlib streams; the length of every stream stays.
        if (bytes[at] == 0x78 && bytes[at + 1] == 0x5e) {
          out.seek(at);
          out.write(0xff);
        }
      }
    }
    WindowStore.Reading reading = new WindowStore.Reading(List.of("obs/large"), List.of(), "", 0);
    try (WindowStore store = WindowStore.open(List.of(damaged), RULE, reading)) {
      for (WindowSequence order :
          List.of(
              WindowOrder.shuffled(SEED, 0, store.windows()),
              BlockOrder.shuffled(store, SEED, 0, new BlockOrder.Shape(8, 8)))) {
        try (WindowLoader loader = new WindowLoader(store, order, 4, 2, 0)) {
          BadInputException refusal = assertThrows(BadInputException.class, loader::next);
          assertTrue(refusal.getMessage().contains("damaged.hdf5"), refusal.getMessage());
        }
      }
    }
  }

  @Test
  void oneLoaderDrawsFromSeveralStoresInItsShares() {
    WindowMixture mixture =
        new WindowMixture(SEED, List.of(packed.windows(), resident.windows()), List.of(0.9, 0.3));
    List<WindowMixture.Draw> drawn = new ArrayList<>();
    for (int w = 0; w < 2; w++) {
      for (int from : List.of(0, 70)) {
        try (WindowLoader loader =
            new WindowLoader(List.of(packed, resident), mixture.shard(w, 2), 7, 2, from)) {
          for (int at = from; at < from + 70; at += 7) {
            WindowBatch batch = loader.next();
            for (int slot = 0; slot < 7; slot++) {
              drawn.add(new WindowMixture.Draw(batch.source(slot), batch.window(slot)));
              assertEquals(mixture.draw(2L * (at + slot) + w), drawn.getLast());
            }
          }
          assertEquals(from + 70, loader.position());
        }
      }
    }
    assertEquals(0.75, drawn.stream().filter(d -> d.source() == 0).count() / 280.0, 0.1);
  }

  /** The weights of the LBM paper's sources: real, sim, UMI and one of the smallest. */
  @Test
  void mixturesKeepTheirShares() {
    List<Double> weights = List.of(0.5, 0.25, 0.05, 0.003);
    List<Long> sizes = List.of(50_000L, 900L, 70L, 10_000L);
    WindowMixture mixture = new WindowMixture(SEED, sizes, weights);
    Map<Integer, Map<Long, Integer>> counts = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      WindowMixture.Draw draw = mixture.draw(i);
      counts
          .computeIfAbsent(draw.source(), s -> new HashMap<>())
          .merge(draw.window(), 1, Integer::sum);
    }
    for (int s = 0; s < 4; s++) {
      int drawn = counts.get(s).values().stream().mapToInt(n -> n).sum();
      assertEquals(weights.get(s) / 0.803, drawn / 100_000.0, 1e-5);
      assertEquals(mixture.shares().get(s), drawn / 100_000.0, 1e-12);
      int passes = (int) (drawn / sizes.get(s));
      assertTrue(
          counts.get(s).values().stream().allMatch(n -> n <= passes + 1),
          "a window comes again only after all others");
      assertEquals(Math.min(drawn, sizes.get(s)), counts.get(s).size());
    }
  }
}
