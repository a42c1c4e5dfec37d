package org.pollex.datasets.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;

class EpisodeEditTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path folder;

  private Path write(List<Episode> episodes) {
    Path file = folder.resolve("source.hdf5");
    DemonstrationWriter.write(file, RandomEpisodes.ENVIRONMENT, w -> episodes.forEach(w::add));
    return file;
  }

  private static Episode longAndSuccessful() {
    for (int i = 0; ; i++) {
      Episode drawn = RandomEpisodes.draw(4, i);
      if (drawn.steps() > 10 && drawn.success()) {
        return drawn;
      }
    }
  }

  private List<Episode> edited(List<Episode> episodes, EpisodeEdit edit) {
    Path out = folder.resolve("edited.hdf5");
    Curation.change(write(episodes), edit, out);
    try (DemonstrationFile file = DemonstrationFile.open(out)) {
      return file.demonstrations().stream().map(d -> d.read()).toList();
    }
  }

  private static EpisodeEdit edit(
      Set<Integer> episodes, Map<String, String> tags, int from, int to) {
    return new EpisodeEdit(
        episodes, Optional.empty(), Optional.empty(), tags, from, to, "ada", NOON);
  }

  @Test
  void anEpisodeThatIsNotThereIsRefusedAndNothingIsWritten() {
    BadInputException refused =
        assertThrows(
            BadInputException.class,
            () ->
                edited(List.of(longAndSuccessful()), edit(Set.of(0, 99), Map.of("a", "b"), 0, 0)));
    assertTrue(refused.getMessage().contains("99"), refused.getMessage());
    assertFalse(Files.exists(folder.resolve("edited.hdf5")));
  }

  @Test
  void labelsChangeAndTheOldOnesAreKept() {
    Episode source = longAndSuccessful();
    EpisodeEdit edit =
        new EpisodeEdit(
            Set.of(1),
            Optional.of(false),
            Optional.of("shut the door"),
            Map.of("quality", "poor", "benchmark", ""),
            0,
            0,
            "ada",
            NOON);
    List<Episode> episodes = edited(List.of(source, source), edit);
    assertEquals(source.metadata(), episodes.get(0).metadata(), "not selected");
    Episode changed = episodes.get(1);
    assertFalse(changed.success());
    assertEquals("shut the door", changed.metadata().instruction());
    assertEquals("poor", changed.metadata().attributes().get("quality"));
    assertFalse(changed.metadata().attributes().containsKey("benchmark"));
    assertEquals(source.streams(), Map.copyOf(changed.streams()));
    List<Provenance.Change> changes = Provenance.of(changed.metadata());
    assertEquals(
        Set.of("success", "first_success_step", "instruction", "quality", "benchmark"),
        Set.copyOf(changes.stream().map(Provenance.Change::what).toList()));
    changes.forEach(c -> assertEquals("ada 2026-01-02T12:00:00Z", c.who() + " " + c.when()));
    assertEquals(
        "open the “door”",
        changes.stream().filter(c -> c.what().equals("instruction")).findFirst().get().before());
    try (DemonstrationFile file = DemonstrationFile.open(folder.resolve("edited.hdf5"))) {
      assertEquals(List.of("demo_0"), file.masks().get(DemonstrationWriter.SUCCESS));
    }
  }

  @Test
  void trimmingKeepsTheRestOfEveryStream() {
    Episode source = longAndSuccessful();
    int end = source.steps() - 3;
    Episode cut = edited(List.of(source), edit(Set.of(), Map.of(), 2, -3)).getFirst();
    source
        .streams()
        .forEach(
            (name, values) -> {
              if (!name.equals("dones")) {
                assertEquals(values.rows(2, end), cut.stream(name), name);
              }
            });
    assertEquals(1, cut.stream("dones").get(end - 3));
    assertEquals(source.stream("obs/ee_pos").row(end), cut.tensor("obs_last/ee_pos"));
    assertFalse(cut.tensors().containsKey("cloud_points"), "the first observation is cut off");
    assertFalse(cut.success(), "it succeeded at its last step, which is cut off");
    Provenance.Change steps = Provenance.of(cut.metadata()).getFirst();
    assertEquals("0:" + source.steps() + " 2:" + end, steps.before() + " " + steps.after());
    assertEquals(EpisodeDigest.of(source), steps.episode());
  }

  @Test
  void whatCannotBeEditedIsRefused() {
    assertThrows(BadInputException.class, () -> edit(Set.of(), Map.of("task", "x"), 0, 0));
    Episode source = longAndSuccessful();
    assertThrows(
        BadInputException.class,
        () -> edited(List.of(source), edit(Set.of(), Map.of(), 0, -source.steps())));
  }
}
