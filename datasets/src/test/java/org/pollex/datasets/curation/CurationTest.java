package org.pollex.datasets.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

class CurationTest {
  @TempDir Path folder;

  private static List<Episode> episodes(int from, int to) {
    List<Episode> episodes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      episodes.add(RandomEpisodes.draw(3, i));
    }
    return episodes;
  }

  private Path write(String name, List<Episode> episodes) {
    Path file = folder.resolve(name);
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> episodes.forEach(e -> writer.mask("of_" + name, writer.add(e))));
    return file;
  }

  private static List<Map<String, Tensor>> streams(List<Episode> episodes) {
    return episodes.stream().map(e -> Map.copyOf(e.streams())).toList();
  }

  private static List<Episode> read(Path file) {
    try (DemonstrationFile open = DemonstrationFile.open(file)) {
      return open.demonstrations().stream().map(d -> d.read()).toList();
    }
  }

  private static List<String> mask(Path file, String key) {
    try (DemonstrationFile open = DemonstrationFile.open(file)) {
      return open.masks().get(key);
    }
  }

  @Test
  void mergingKeepsEpisodesAndFilterKeys() {
    Path a = write("a", episodes(0, 4));
    Path b = write("b", episodes(4, 9));
    Path out = folder.resolve("merged.hdf5");
    Curation merged = Curation.merge(List.of(a, b), out);
    assertEquals(9, merged.episodes());
    assertEquals(streams(episodes(0, 9)), streams(read(out)));
    assertEquals(List.of("demo_0", "demo_1", "demo_2", "demo_3"), mask(out, "of_a"));
    assertEquals(5, merged.filterKeys().get("of_b"));
    assertEquals(9, merged.filterKeys().get("door-open-v3"));
  }

  /** Files of other tools tell little about their episodes. */
  @Test
  void episodesWithoutATaskAreCarriedToo() {
    Episode drawn = RandomEpisodes.draw(2, 0);
    EpisodeMetadata bare =
        new EpisodeMetadata("", "", -1, 0, List.of(), "", 0, 0, "", Map.of("model", "<xml/>"));
    Episode episode =
        new Episode(bare, Optional.empty(), drawn.specs(), drawn.streams(), drawn.tensors());
    Path out = folder.resolve("merged.hdf5");
    Curation merged = Curation.merge(List.of(write("a", List.of(episode))), out);
    assertEquals(Set.of("of_a"), merged.filterKeys().keySet());
    assertEquals(bare, read(out).getFirst().metadata());
    assertEquals(Optional.empty(), read(out).getFirst().outcome());
  }

  @Test
  void filesOfDifferentWorldsAreNotMerged() {
    Path a = write("a", episodes(0, 2));
    Path b = folder.resolve("other");
    DemonstrationWriter.write(
        b, new Environment("other", 2, Map.of(), Map.of()), w -> w.add(RandomEpisodes.draw(1, 0)));
    Path out = folder.resolve("merged.hdf5");
    assertThrows(BadInputException.class, () -> Curation.merge(List.of(a, b), out));
    assertTrue(Files.notExists(out));
  }

  @Test
  void filtersKeepWhatTheySay() {
    List<Episode> all = episodes(0, 20);
    Path file = write("a", all);
    Path out = folder.resolve("filtered.hdf5");
    Selection selection = new Selection(Set.of("door-open-v3"), Set.of("success"), true, 5, 20);
    Curation kept = Curation.filter(file, selection, out);
    List<Episode> expected =
        all.stream().filter(e -> e.success() && e.steps() >= 5 && e.steps() <= 20).toList();
    assertTrue(!expected.isEmpty() && expected.size() < 20);
    assertEquals(streams(expected), streams(read(out)));
    assertEquals(20 - expected.size(), kept.leftOut());
  }

  @Test
  void splitsDependOnEpisodesAndSeedAlone() {
    List<Episode> ordered = episodes(0, 30);
    ordered.add(RandomEpisodes.draw(3, 7));
    List<Episode> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(5));
    Set<Map<String, Tensor>> first = valid(write("a", ordered), new Split(0.2, 1));
    assertEquals(first, valid(write("b", shuffled), new Split(0.2, 1)), "order must not matter");
    assertTrue(first.size() >= 5 && first.size() <= 6, "" + first.size());
    assertTrue(!first.equals(valid(write("c", ordered), new Split(0.2, 2))), "the seed must");
    assertThrows(BadInputException.class, () -> new Split(1, 0));
  }

  /** The validation side; checks that the sides are a partition without leaks. */
  private Set<Map<String, Tensor>> valid(Path file, Split split) {
    Path out = folder.resolve(file.getFileName() + "_split" + split.seed());
    Curation result = Curation.split(file, split, out);
    List<String> train = mask(out, Split.TRAIN);
    List<String> valid = mask(out, Split.VALID);
    assertEquals(result.episodes(), train.size() + valid.size());
    Set<Map<String, Tensor>> sides = new HashSet<>();
    Set<Map<String, Tensor>> held = new HashSet<>();
    try (DemonstrationFile open = DemonstrationFile.open(out)) {
      valid.forEach(name -> held.add(Map.copyOf(open.demonstration(name).read().streams())));
      train.forEach(name -> sides.add(Map.copyOf(open.demonstration(name).read().streams())));
    }
    assertTrue(Collections.disjoint(held, sides), "an episode is on both sides");
    return held;
  }
}
