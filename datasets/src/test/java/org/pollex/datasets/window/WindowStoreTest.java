package org.pollex.datasets.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

class WindowStoreTest {
  private static final long ENOUGH = 1 << 20;
  private static final WindowStore.Reading READING =
      new WindowStore.Reading(List.of("obs/ee_pos", "states"), List.of("actions"), "", ENOUGH);

  @TempDir Path folder;

  private final List<Episode> episodes = new ArrayList<>();
  private List<Path> files;

  @BeforeEach
  void write() {
    files = List.of(folder.resolve("a.hdf5"), folder.resolve("b.hdf5"));
    for (int i = 0; i < 12; i++) {
      episodes.add(RandomEpisodes.draw(13, i));
    }
    for (int f = 0; f < 2; f++) {
      List<Episode> half = episodes.subList(6 * f, 6 * f + 6);
      DemonstrationWriter.write(
          files.get(f), RandomEpisodes.ENVIRONMENT, writer -> half.forEach(writer::add));
    }
  }

  /** One window as the rows of an episode, padded by hand. */
  private record Expected(Episode episode, int firstObservation, int firstAction) {
    byte[] rows(String stream, int from, int count) {
      Tensor values = episode.stream(stream);
      ByteBuffer out = ByteBuffer.allocate(count * values.bytes().remaining() / episode.steps());
      for (int row = from; row < from + count; row++) {
        out.put(values.row(Math.max(0, Math.min(episode.steps() - 1, row))).bytes());
      }
      return out.array();
    }
  }

  private void assertWindows(WindowRule rule, List<Expected> expected) {
    try (WindowStore store = WindowStore.open(files, rule, READING);
        WindowBatch batch = store.newBatch(1)) {
      assertEquals(expected.size(), store.windows());
      for (int w = 0; w < expected.size(); w++) {
        store.copy(w, batch, 0);
        Expected window = expected.get(w);
        for (String stream : READING.observations()) {
          assertArrayEquals(
              window.rows(stream, window.firstObservation(), rule.observations()),
              bytes(batch.buffer(stream)),
              rule + " window " + w + " " + stream);
        }
        assertArrayEquals(
            window.rows("actions", window.firstAction(), rule.actions()),
            bytes(batch.buffer("actions")),
            rule + " window " + w);
      }
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Test
  void robomimicHasOneWindowPerStep() {
    List<Expected> expected = new ArrayList<>();
    for (Episode episode : episodes) {
      for (int t = 0; t < episode.steps(); t++) {
        expected.add(new Expected(episode, t - 1, t));
      }
    }
    assertWindows(new WindowRule.Robomimic(2, 16), expected);
  }

  /** The loop of Diffusion Policy's index: from −pad_before to length − horizon + pad_after. */
  @Test
  void diffusionPolicyPadsBeforeAndBehind() {
    int observations = 2;
    int horizon = 16;
    int executed = 8;
    List<Expected> expected = new ArrayList<>();
    for (Episode episode : episodes) {
      int padBefore = observations - 1;
      int padAfter = executed - 1;
      for (int start = -padBefore; start <= episode.steps() - horizon + padAfter; start++) {
        expected.add(new Expected(episode, start, start));
      }
    }
    assertTrue(
        episodes.stream().anyMatch(e -> e.steps() < 8), "short episodes without windows belong");
    assertWindows(new WindowRule.DiffusionPolicy(observations, horizon, executed), expected);
  }

  @Test
  void batchesFollowTheOrderAndResume() {
    WindowRule rule = new WindowRule.Robomimic(2, 4);
    try (WindowStore store = WindowStore.open(files, rule, READING);
        WindowBatch batch = store.newBatch(7);
        WindowBatch single = store.newBatch(1)) {
      WindowOrder order = WindowOrder.shuffled(3, 0, store.windows());
      long position = 0;
      for (int b = 0; b < 2 * store.windows() / 7; b++) {
        long next = store.fill(batch, order, position);
        for (int slot = 0; slot < 7; slot++) {
          store.copy(order.window((position + slot) % order.size()), single, 0);
          for (String stream : List.of("obs/ee_pos", "states", "actions")) {
            int bytes = single.buffer(stream).remaining();
            assertArrayEquals(
                bytes(single.buffer(stream)),
                bytes(batch.buffer(stream).slice(slot * bytes, bytes)));
          }
        }
        position = next;
      }
      assertArrayEquals(new int[] {7, 2, 3}, batch.shapes().get("obs/ee_pos"));
      assertArrayEquals(new int[] {7, 4, 4}, batch.shapes().get("actions"));
    }
  }

  @Test
  void filterKeysAndNamesHold() {
    WindowRule rule = new WindowRule.Robomimic(1, 1);
    WindowStore.Reading successes =
        new WindowStore.Reading(List.of(), List.of("actions"), "success", ENOUGH);
    try (WindowStore store = WindowStore.open(files, rule, successes)) {
      assertEquals(episodes.stream().filter(Episode::success).count(), store.episodes());
    }
    WindowStore.Reading unknown =
        new WindowStore.Reading(List.of("obs/ee_poss"), List.of(), "", ENOUGH);
    BadInputException refusal =
        assertThrows(BadInputException.class, () -> WindowStore.open(files, rule, unknown));
    assertTrue(refusal.getMessage().contains("obs/ee_pos"), refusal.getMessage());
    WindowStore.Reading noKey =
        new WindowStore.Reading(List.of(), List.of("actions"), "valid", ENOUGH);
    assertThrows(BadInputException.class, () -> WindowStore.open(files, rule, noKey));
    WindowStore.Reading mixed =
        new WindowStore.Reading(List.of("obs/random0"), List.of(), "", ENOUGH);
    assertThrows(BadInputException.class, () -> WindowStore.open(files, rule, mixed));
  }
}
