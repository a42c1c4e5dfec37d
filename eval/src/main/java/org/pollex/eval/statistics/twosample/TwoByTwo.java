package org.pollex.eval.statistics.twosample;

import org.pollex.eval.statistics.rate.SuccessCount;

/**
 * Success counts of two independent samples.
 *
 * @param a the first policy
 * @param b the second policy
 */
public record TwoByTwo(SuccessCount a, SuccessCount b) {

  /** The table from successes and failures of each policy. */
  public static TwoByTwo of(int successesA, int failuresA, int successesB, int failuresB) {
    return new TwoByTwo(
        new SuccessCount(successesA, Math.addExact(successesA, failuresA)),
        new SuccessCount(successesB, Math.addExact(successesB, failuresB)));
  }

  /** The same table with the roles of A and B exchanged. */
  public TwoByTwo swapped() {
    return new TwoByTwo(b, a);
  }

  public int successes() {
    return a.successes() + b.successes();
  }

  public int trials() {
    return a.trials() + b.trials();
  }

  /** Observed difference of success rates, A minus B. */
  public double rateDifference() {
    return a.rate() - b.rate();
  }

  /** Cross-product ratio; infinite or NaN where a cell is empty. */
  public double oddsRatio() {
    return (double) a.successes() * b.failures() / ((double) a.failures() * b.successes());
  }

  void requireTrials() {
    if (a.trials() == 0 || b.trials() == 0) {
      throw new IllegalArgumentException(
          "given %d and %d trials; a comparison needs at least one trial of each policy"
              .formatted(a.trials(), b.trials()));
    }
  }
}
