package org.pollex.eval.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.ComparisonSettings;
import org.pollex.eval.statistics.OutcomeTable;

class SuiteTest {
  @TempDir Path folder;

  private static SuiteEpisode episode(String task, String goal, boolean success) {
    return new SuiteEpisode(task, goal, success, success ? 10 : 2);
  }

  /** Two environments of one name: the quick one finishes twice before the slow one ends. */
  @Test
  void upstreamCountsEarlyFinishersTwice() {
    List<SuiteEpisode> finished =
        List.of(
            episode("door", "easy", true),
            episode("door", "easy", true),
            episode("door", "hard", false),
            episode("door", "hard", false));
    SuiteScore upstream = MultiTaskScorer.UPSTREAM.score(finished, 2);
    assertEquals(1.0, upstream.meanSuccessRate());
    assertEquals(2, upstream.unused());
    assertEquals("upstream", upstream.scorer());
    SuiteScore strict = MultiTaskScorer.STRICT.score(finished, 4);
    assertEquals(0.5, strict.meanSuccessRate());
    assertEquals(6, strict.meanReturn(), 1e-12);
  }

  @Test
  void theMeanIsOverTasks() {
    List<SuiteEpisode> finished = new ArrayList<>();
    for (int goal = 0; goal < 50; goal++) {
      finished.add(episode("a", "" + goal, goal < 40));
      finished.add(episode("b", "" + goal, goal < 10));
    }
    SuiteScore score = MultiTaskScorer.STRICT.score(finished, MultiTaskScorer.OFFICIAL_EPISODES);
    assertEquals(Map.of("a", .8, "b", .2), score.successRates());
    assertEquals(.5, score.meanSuccessRate(), 1e-15);
  }

  @Test
  void strictRefusesWhatItWouldHaveToGuess() {
    List<SuiteEpisode> uneven =
        List.of(episode("a", "1", true), episode("a", "1", true), episode("a", "2", false));
    assertThrows(BadInputException.class, () -> MultiTaskScorer.STRICT.score(uneven, 3));
    assertThrows(BadInputException.class, () -> MultiTaskScorer.STRICT.score(uneven, 2));
    assertThrows(BadInputException.class, () -> MultiTaskScorer.UPSTREAM.score(uneven, 4));
    assertThrows(BadInputException.class, () -> MultiTaskScorer.UPSTREAM.score(List.of(), 1));
  }

  private void write(String name, String evaluations) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"num_processes\": 1, \"num_success\": 1, \"evaluations\": [" + evaluations + "]}");
  }

  private static String evaluation(int index, boolean success, String more) {
    return """
        {"skill_type": "put_mug_on_saucer", "scenario_index": %d, "is_pending": false,
         "total_time": 12.5, "is_success": %b, "failure_message": "%s"}
        """
        .formatted(index, success, more);
  }

  @Test
  void readsResultsOfLbmEval() throws IOException {
    write("a/results-1.json", evaluation(1, true, "") + "," + evaluation(0, false, "server lost"));
    write(
        "a/more/results-2.json",
        evaluation(2, true, "")
            + ", {\"skill_type\": \"put_mug_on_saucer\", \"scenario_index\": 3,"
            + " \"is_pending\": true}");
    write("b/results.json", evaluation(0, true, "") + "," + evaluation(2, false, ""));
    LbmEvalResults a = LbmEvalResults.read(folder.resolve("a"), "a");
    assertEquals(3, a.outcomes().size());
    assertEquals(1, a.pending());
    assertEquals("0", a.outcomes().getFirst().condition().orElseThrow());
    assertTrue(a.notes().toString().contains("1 evaluations ended with a failure message"));
    List<org.pollex.eval.statistics.Outcome> all = new ArrayList<>(a.outcomes());
    all.addAll(LbmEvalResults.read(folder.resolve("b"), "b").outcomes());
    var pair =
        Comparison.of(new OutcomeTable(all), ComparisonSettings.STANDARD)
            .pooled()
            .pairs()
            .getFirst();
    assertTrue(pair.secondary().stream().anyMatch(test -> test.name().equals("mcnemar")));
  }

  @Test
  void refusesOverlappingAndForeignFiles() throws IOException {
    write("two/results-1.json", evaluation(5, true, ""));
    write("two/results-2.json", evaluation(5, false, ""));
    BadInputException twice =
        assertThrows(
            BadInputException.class, () -> LbmEvalResults.read(folder.resolve("two"), "p"));
    assertTrue(twice.getMessage().contains("scenario 5"), twice.getMessage());
    Files.writeString(folder.resolve("two/results-3.json"), "{}");
    Files.delete(folder.resolve("two/results-2.json"));
    assertThrows(BadInputException.class, () -> LbmEvalResults.read(folder.resolve("two"), "p"));
    assertThrows(BadInputException.class, () -> LbmEvalResults.read(folder.resolve("none"), "p"));
  }
}
