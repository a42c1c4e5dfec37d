package org.pollex.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pollex.eval.report.leaderboard.Leaderboard;
import org.pollex.eval.report.leaderboard.LeaderboardPage;
import org.pollex.eval.trial.result.TrialResult;

class LeaderboardTest {

  private static SyntheticTrial trial(long seed, String name) {
    return new SyntheticTrial(seed).named(name).tasks(3).rollouts(40);
  }

  /** "weak" only took part in an easy trial; its raw rate is high, its advantage is not. */
  @Test
  void anEasyTrialDoesNotLiftItsPolicies() {
    TrialResult hard = trial(1, "hard").policy("strong", .5).policy("middle", .25).result();
    TrialResult easy = trial(2, "easy").policy("strong", .9).policy("weak", .7).result();
    Leaderboard board = Leaderboard.of(List.of(hard, easy), .05);
    assertEquals("strong", board.policies().getFirst().policy());
    Leaderboard.Row weak =
        board.policies().stream().filter(row -> row.policy().equals("weak")).findFirst().get();
    assertTrue(weak.advantage() < 0, weak::toString);
    assertTrue((double) weak.successes() / weak.rollouts() > .5);
    assertEquals(2, board.pairs().size());
    assertTrue(board.pairs().stream().allMatch(pair -> pair.a().equals("strong")));
    assertTrue(
        board.notes().stream().anyMatch(note -> note.contains("1 of 3 pairs never met")),
        board::toString);
  }

  @Test
  void mergedTrialsFindWhatOneCannot() {
    List<TrialResult> trials =
        List.of(3L, 4L, 5L, 6L).stream()
            .map(seed -> trial(seed, "t").rollouts(15).policy("a", .6).policy("b", .42).result())
            .toList();
    Leaderboard one = Leaderboard.of(trials.subList(0, 1), .05);
    Leaderboard all = Leaderboard.of(trials, .05);
    assertEquals(12, all.pairs().getFirst().strata());
    assertEquals(
        List.of("t", "t 2", "t 3", "t 4"), all.trials().stream().map(t -> t.name()).toList());
    assertTrue(all.pairs().getFirst().p() < one.pairs().getFirst().p());
    assertTrue(all.pairs().getFirst().separated(), all::toString);
  }

  @Test
  void oneNameWithTwoDigestsIsTwoPolicies() {
    TrialResult one = trial(7, "one").policy("net", .5).policy("base", .4).result();
    TrialResult other = trial(8, "two").policy("net", .95).policy("base", .4).result();
    Leaderboard board = Leaderboard.of(List.of(one, other), .05);
    List<String> names = board.policies().stream().map(Leaderboard.Row::policy).toList();
    assertTrue(
        names.contains("net (built-in)") && names.contains("net (5e0f5e0f)"), names::toString);
    assertTrue(names.contains("base"));
  }

  @Test
  void thePageRunsNothing() {
    TrialResult trial =
        trial(9, "<script>alert(1)</script>").policy("<b>x</b>", .5).policy("y", .3).result();
    String page = LeaderboardPage.of(Leaderboard.of(List.of(trial), .05));
    assertFalse(page.contains("<script"));
    assertFalse(page.contains("<b>x"));
    assertTrue(page.contains("&lt;b&gt;x"));
  }
}
