package org.pollex.datasets.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

class EpisodeJournalTest {
  @TempDir Path folder;

  @Test
  void whatWasRecordedComesBackBitForBit() {
    for (long seed = 0; seed < 20; seed++) {
      Path file = folder.resolve("e" + seed + ".plxj");
      List<Episode> episodes = new ArrayList<>();
      try (EpisodeRecorder recorder = EpisodeRecorder.create(file, RandomEpisodes.ENVIRONMENT)) {
        for (int i = 0; i < 3; i++) {
          episodes.add(RandomEpisodes.draw(seed, i));
          RandomEpisodes.record(recorder, episodes.get(i));
        }
      }
      try (EpisodeJournal journal = EpisodeJournal.open(file)) {
        assertEquals(RandomEpisodes.ENVIRONMENT, journal.environment());
        List<Episode> read = new ArrayList<>();
        journal.forEach(read::add);
        assertEquals(episodes, read, "seed " + seed);
        assertTrue(journal.unfinished().isEmpty());
      }
    }
  }

  @Test
  void episodesRecordedSideBySideComeOutInOrderOfFinishing() {
    Path file = folder.resolve("e.plxj");
    Episode first = RandomEpisodes.draw(1, 0);
    Episode second = RandomEpisodes.draw(2, 1);
    Episode given = RandomEpisodes.draw(3, 2);
    try (EpisodeRecorder recorder = EpisodeRecorder.create(file, RandomEpisodes.ENVIRONMENT)) {
      OpenEpisode a = RandomEpisodes.record(recorder, first, first.steps());
      OpenEpisode b = RandomEpisodes.record(recorder, second, second.steps());
      OpenEpisode c = RandomEpisodes.record(recorder, given, 1);
      b.finish(second.outcome().orElseThrow());
      c.abandon();
      a.finish(first.outcome().orElseThrow());
      assertThrows(IllegalStateException.class, a::abandon);
    }
    try (EpisodeJournal journal = EpisodeJournal.open(file)) {
      List<Episode> read = new ArrayList<>();
      journal.forEach(read::add);
      assertEquals(List.of(second, first), read);
      assertEquals(1, journal.unfinished().size());
      Episode unfinished = journal.unfinished().getFirst();
      assertFalse(unfinished.finished());
      assertEquals(1, unfinished.steps());
      assertEquals(given.actions().rows(0, 1), unfinished.actions());
    }
  }

  /** Every prefix gives exactly the episodes that were finished in it. */
  @Test
  void anyPrefixGivesItsFinishedEpisodesAndCanBeContinued() throws IOException {
    Path file = folder.resolve("e.plxj");
    List<Episode> episodes = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    try (EpisodeRecorder recorder = EpisodeRecorder.create(file, RandomEpisodes.ENVIRONMENT)) {
      ends.add(Files.size(file));
      for (int i = 0; i < 4; i++) {
        episodes.add(RandomEpisodes.draw(11, i));
        RandomEpisodes.record(recorder, episodes.get(i));
        ends.add(Files.size(file));
      }
    }
    byte[] intact = Files.readAllBytes(file);
    for (long length = ends.getFirst(); length < intact.length; length += 61) {
      Files.write(file, Arrays.copyOf(intact, (int) length));
      int finished = 0;
      while (ends.get(finished + 1) <= length) {
        finished++;
      }
      List<Episode> read = new ArrayList<>();
      try (EpisodeJournal journal = EpisodeJournal.open(file)) {
        journal.forEach(read::add);
        assertTrue(journal.unfinished().size() <= 1);
      }
      assertEquals(episodes.subList(0, finished), read, "cut at " + length);
    }
    try (EpisodeRecorder recorder = EpisodeRecorder.resume(file)) {
      assertEquals(3, recorder.finished().size());
      assertTrue(recorder.cutTail().isPresent());
      RandomEpisodes.record(recorder, episodes.get(3));
    }
    try (EpisodeJournal journal = EpisodeJournal.open(file)) {
      List<Episode> read = new ArrayList<>();
      journal.forEach(read::add);
      assertEquals(episodes, read);
    }
  }

  /** Damage costs the episode it hits, and no other. */
  @Test
  void aFlippedBitAtEvery64thByteCostsOneEpisode() throws IOException {
    Path file = folder.resolve("e.plxj");
    List<Episode> episodes = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    try (EpisodeRecorder recorder = EpisodeRecorder.create(file, RandomEpisodes.ENVIRONMENT)) {
      ends.add(Files.size(file));
      for (int i = 0; i < 4; i++) {
        episodes.add(RandomEpisodes.draw(5, i));
        RandomEpisodes.record(recorder, episodes.get(i));
        ends.add(Files.size(file));
      }
    }
    byte[] intact = Files.readAllBytes(file);
    for (int at = ends.getFirst().intValue(); at < intact.length; at += 64) {
      byte[] damaged = intact.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      int victim = 0;
      while (ends.get(victim + 1) <= at) {
        victim++;
      }
      try (EpisodeJournal strict = EpisodeJournal.open(file)) {
        assertThrows(BadInputException.class, () -> strict.forEach(e -> {}), "flip at " + at);
      }
      try (EpisodeJournal journal = EpisodeJournal.salvage(file)) {
        List<Episode> read = new ArrayList<>();
        journal.forEach(read::add);
        List<Episode> expected = new ArrayList<>(episodes);
        expected.remove(victim);
        assertEquals(expected, read, "flip at " + at);
        assertEquals(1, journal.findings().size(), "flip at " + at);
        int told = journal.losses().size() + journal.unfinished().size();
        assertEquals(1, told, "flip at " + at + journal.losses());
      }
    }
  }

  @Test
  void stepsThatDoNotFitAreRefusedAndNotRecorded() {
    Path file = folder.resolve("e.plxj");
    Episode episode = RandomEpisodes.draw(1, 0);
    Map<String, Tensor> row = new LinkedHashMap<>();
    episode.streams().forEach((name, values) -> row.put(name, values.row(0)));
    try (EpisodeRecorder recorder = EpisodeRecorder.create(file, RandomEpisodes.ENVIRONMENT)) {
      OpenEpisode open = recorder.begin(episode.metadata(), episode.specs());
      Map<String, Tensor> missing = new LinkedHashMap<>(row);
      missing.remove("actions");
      assertThrows(BadInputException.class, () -> open.step(missing));
      Map<String, Tensor> wrongShape = new LinkedHashMap<>(row);
      wrongShape.put("actions", Tensor.ofFloats(new float[5]));
      BadInputException refusal =
          assertThrows(BadInputException.class, () -> open.step(wrongShape));
      assertTrue(refusal.getMessage().contains("'actions'"), refusal.getMessage());
      Map<String, Tensor> wrongType = new LinkedHashMap<>(row);
      wrongType.put("actions", Tensor.ofDoubles(new double[4]));
      assertThrows(BadInputException.class, () -> open.step(wrongType));
      assertEquals(0, open.steps());
    }
  }
}
