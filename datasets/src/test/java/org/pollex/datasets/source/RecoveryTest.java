package org.pollex.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.hardware.tensor.Tensor;

class RecoveryTest {
  @TempDir Path folder;

  @Test
  void everythingWholeIsSavedAndTheRestIsTold() throws IOException {
    Path journal = folder.resolve("r.plxj");
    List<Episode> episodes = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    try (EpisodeRecorder recorder = EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT)) {
      for (int i = 0; i < 3; i++) {
        episodes.add(RandomEpisodes.draw(8, i));
        RandomEpisodes.record(recorder, episodes.get(i));
        ends.add(Files.size(journal));
      }
      Episode cut = RandomEpisodes.draw(8, 3);
      RandomEpisodes.record(recorder, cut, cut.steps());
    }
    byte[] bytes = Files.readAllBytes(journal);
    bytes[(int) ((ends.get(0) + ends.get(1)) / 2)] ^= 8;
    byte[] damaged = Arrays.copyOf(bytes, bytes.length - 7);
    Files.write(journal, damaged);

    Path target = folder.resolve("saved.hdf5");
    Recovery recovery = Recovery.of(journal, target);
    assertEquals(2, recovery.episodes());
    assertEquals(1, recovery.unfinished());
    assertEquals(1, recovery.losses().size(), recovery.losses().toString());
    assertTrue(recovery.losses().getFirst().contains("episode 1 of task door-open-v3"));
    assertEquals(2, recovery.findings().size(), recovery.findings().toString());
    assertEquals(Arrays.toString(damaged), Arrays.toString(Files.readAllBytes(journal)));

    List<Map<String, Tensor>> saved = new ArrayList<>();
    try (DemonstrationFile file = DemonstrationFile.open(target)) {
      for (Demonstration demonstration : file.demonstrations()) {
        saved.add(demonstration.read().streams());
      }
    }
    assertEquals(List.of(episodes.get(0).streams(), episodes.get(2).streams()), saved);
  }

  /** Any damage of the header, its loss included, costs what the header said and no episode. */
  @Test
  void damagedHeadersCostNoEpisode() throws IOException {
    Path journal = folder.resolve("h.plxj");
    List<Map<String, Tensor>> episodes = new ArrayList<>();
    long headerEnd;
    try (EpisodeRecorder recorder = EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT)) {
      headerEnd = Files.size(journal);
      for (int i = 0; i < 3; i++) {
        Episode episode = RandomEpisodes.draw(9, i);
        episodes.add(episode.streams());
        RandomEpisodes.record(recorder, episode);
      }
    }
    byte[] intact = Files.readAllBytes(journal);
    for (int at = 0; at < headerEnd; at += 5) {
      byte[] damaged = intact.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      assertAllSaved(journal, damaged, episodes);
    }
    assertAllSaved(journal, Arrays.copyOfRange(intact, (int) headerEnd, intact.length), episodes);
  }

  private void assertAllSaved(Path journal, byte[] bytes, List<Map<String, Tensor>> episodes)
      throws IOException {
    Files.write(journal, bytes);
    Path target = folder.resolve("saved.hdf5");
    Recovery recovery = Recovery.of(journal, target);
    assertEquals(List.of(), recovery.losses());
    assertTrue(recovery.findings().getFirst().contains("file header"), recovery.toString());
    try (DemonstrationFile file = DemonstrationFile.open(target)) {
      assertEquals(episodes, file.demonstrations().stream().map(d -> d.read().streams()).toList());
      assertEquals("", file.environment().orElseThrow().name());
    }
  }
}
