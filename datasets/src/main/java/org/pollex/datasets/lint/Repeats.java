package org.pollex.datasets.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Counts how usual it is that a stream repeats itself; where the others never do, a repetition is a
 * defect.
 */
final class Repeats {
  /** Shortest run of equal rows that counts. */
  static final int SHORTEST = 3;

  private static final double RARE = 0.02;

  /** With fewer other episodes, nothing is known about what is usual. */
  private static final int FEWEST = 5;

  private final Map<String, Integer> episodes = new HashMap<>();
  private final Map<String, Integer> repeating = new HashMap<>();
  private final Map<String, Integer> constant = new HashMap<>();

  /** A run of equal rows; length 1 where nothing repeats. */
  record Run(int start, int length) {}

  /** The first longest run, given whether row t + 1 equals row t. */
  static Run longest(int rows, IntPredicate sameAsNext) {
    Run best = new Run(0, Math.min(rows, 1));
    int start = 0;
    for (int t = 0; t < rows; t++) {
      if (t + 1 == rows || !sameAsNext.test(t)) {
        if (t + 1 - start > best.length()) {
          best = new Run(start, t + 1 - start);
        }
        start = t + 1;
      }
    }
    return best;
  }

  void learn(String name, Run run, int rows) {
    episodes.merge(name, 1, Integer::sum);
    if (run.length() >= SHORTEST) {
      repeating.merge(name, 1, Integer::sum);
    }
    if (run.length() == rows) {
      constant.merge(name, 1, Integer::sum);
    }
  }

  /** True if hardly any other episode has a run. */
  boolean rare(String name) {
    return others(name, repeating) <= RARE;
  }

  /** True if hardly any other episode is constant throughout. */
  boolean rarelyConstant(String name) {
    return others(name, constant) <= RARE;
  }

  private double others(String name, Map<String, Integer> counts) {
    int others = episodes.getOrDefault(name, 0) - 1;
    return others < FEWEST ? 1 : (counts.getOrDefault(name, 0) - 1.0) / others;
  }
}
