package org.pollex.eval.statistics.twosample;

import java.util.ArrayList;
import java.util.List;

/**
 * All tables with equally many trials of both policies, in Barnard's order, so that the rejection
 * region of any level can be looked up.
 */
public final class BarnardRegion {

  private final int trials;
  private final List<ScoreStatistic> ascending;

  /**
   * @param trials of each policy, at least 1
   */
  public BarnardRegion(int trials) {
    this.trials = trials;
    List<ScoreStatistic> all = new ArrayList<>();
    for (int a = 0; a < trials; a++) {
      for (int b = a + 1; b <= trials; b++) {
        all.add(ScoreStatistic.of(a, trials, b, trials));
      }
    }
    all.sort(ScoreStatistic::compareWith);
    this.ascending = List.copyOf(all);
  }

  /**
   * The largest region of tables with rate A below rate B whose one-sided p-value is at most a
   * level: for each number of successes of A the smallest one of B that rejects, or {@code trials +
   * 1} where none does.
   */
  public int[] critical(double level) {
    int accepted = -1;
    int refused = ascending.size();
    while (refused - accepted > 1) {
      int middle = (accepted + refused) >>> 1;
      RejectionRegion region = upTo(ascending.get(middle));
      if (Supremum.over(2 * trials, region::probability).value() <= level) {
        accepted = middle;
      } else {
        refused = middle;
      }
    }
    int[] critical = new int[trials + 1];
    for (int a = 0; a <= trials; a++) {
      int b = trials + 1;
      while (accepted >= 0 && b > a + 1 && rejects(a, b - 1, ascending.get(accepted))) {
        b--;
      }
      critical[a] = b;
    }
    return critical;
  }

  private RejectionRegion upTo(ScoreStatistic limit) {
    return RejectionRegion.oneSided(trials, trials, (a, b) -> rejects(a, b, limit));
  }

  private boolean rejects(int a, int b, ScoreStatistic limit) {
    return ScoreStatistic.of(a, trials, b, trials).compareWith(limit) <= 0;
  }
}
