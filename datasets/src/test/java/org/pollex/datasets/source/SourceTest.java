package org.pollex.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

class SourceTest {
  @TempDir Path folder;

  private final List<Episode> episodes =
      List.of(RandomEpisodes.draw(1, 0), RandomEpisodes.draw(2, 1), RandomEpisodes.draw(3, 2));
  private Path journal;
  private Path hdf5;

  @BeforeEach
  void write() {
    // Suffixes tell nothing: the content does.
    journal = folder.resolve("a.hdf5");
    hdf5 = folder.resolve("b.plxj");
    try (EpisodeRecorder recorder = EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT)) {
      episodes.forEach(e -> RandomEpisodes.record(recorder, e));
      RandomEpisodes.record(recorder, RandomEpisodes.draw(4, 3), 1);
    }
    DemonstrationWriter.convert(journal, hdf5);
  }

  @Test
  void bothFormatsGiveTheSameEpisodes() {
    for (Path file : List.of(journal, hdf5)) {
      try (EpisodeSource source = EpisodeSource.open(file)) {
        assertEquals(RandomEpisodes.ENVIRONMENT, source.environment().orElseThrow());
        List<Map<String, Tensor>> streams = new ArrayList<>();
        source.forEach(episode -> streams.add(episode.streams()));
        assertEquals(episodes.stream().map(Episode::streams).toList(), streams);
      }
    }
    Path other = folder.resolve("other.txt");
    assertThrows(BadInputException.class, () -> EpisodeSource.open(other));
  }

  @Test
  void aFilterKeysUnknownMemberIsTold() {
    Path file = folder.resolve("mask.hdf5");
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> {
          writer.mask("train", writer.add(episodes.getFirst()));
          writer.mask("train", "demo_99");
        });
    try (EpisodeSource source = EpisodeSource.open(file)) {
      assertEquals(List.of("mask/train: demo_99, not in data"), source.notCarried());
    }
  }

  @Test
  void bothFormatsGiveTheSameSummary() {
    DatasetSummary a = DatasetSummary.of(journal);
    DatasetSummary b = DatasetSummary.of(hdf5);
    assertEquals("journal", a.format());
    assertEquals("hdf5", b.format());
    assertEquals(1, a.unfinished());
    assertEquals(Map.of("sha256", Sha256.hex(hdf5)), b.hashes());
    assertEquals(64, a.hashes().get("chain_head").length());
    for (DatasetSummary summary : List.of(a, b)) {
      assertEquals(3, summary.episodes());
      assertEquals(episodes.stream().mapToInt(Episode::steps).sum(), summary.steps());
      assertEquals((int) episodes.stream().filter(Episode::success).count(), summary.successes());
      assertEquals(List.of(80.0), List.copyOf(summary.rates()));
      assertEquals(Map.of("door-open-v3", 3), summary.tasks());
    }
    assertEquals(List.copyOf(a.streams()), List.copyOf(b.streams()));
    assertEquals(List.copyOf(a.tensors()), List.copyOf(b.tensors()));
    StreamSummary position =
        a.streams().stream().filter(s -> s.name().equals("obs/ee_pos")).findFirst().orElseThrow();
    assertEquals(
        new StreamSummary("obs/ee_pos", "float64", List.of(3), "m", "world", "none", 3), position);
  }

  @Test
  void damageIsFoundInBothFormats() throws IOException {
    for (Path file : List.of(journal, hdf5)) {
      assertTrue(DatasetVerification.of(file).intact());
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - 5));
      DatasetVerification verification = DatasetVerification.of(file);
      assertFalse(verification.intact());
      assertEquals("damaged", verification.verdict());
      assertTrue(
          verification.checks().stream().anyMatch(c -> !c.ok() && c.detail().contains("" + file)));
    }
  }
}
