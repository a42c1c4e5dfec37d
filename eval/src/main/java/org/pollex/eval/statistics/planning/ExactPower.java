package org.pollex.eval.statistics.planning;

import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.pollex.eval.statistics.twosample.BarnardRegion;

/**
 * Exact power of Barnard's two-sided test at a fixed number of trials of each policy.
 *
 * <p>With equally many trials the two sides mirror each other, so the two-sided test at alpha is
 * the one-sided one at alpha/2 in both directions.
 */
public final class ExactPower {

  private final int trials;
  private final int[] critical;

  /**
   * @param trials of each policy, at least 1
   * @param alpha two-sided error rate
   */
  public ExactPower(int trials, double alpha) {
    this.trials = trials;
    this.critical = new BarnardRegion(trials).critical(alpha / 2);
  }

  /** Probability of declaring either policy better. */
  public double at(double rateA, double rateB) {
    return declaresSecond(rateA, rateB) + declaresSecond(rateB, rateA);
  }

  private double declaresSecond(double first, double second) {
    BinomialDistribution a = new BinomialDistribution(trials, first);
    BinomialDistribution b = new BinomialDistribution(trials, second);
    double[] tail = new double[trials + 2];
    for (int k = trials; k >= 0; k--) {
      tail[k] = tail[k + 1] + b.probability(k);
    }
    double power = 0;
    for (int k = 0; k <= trials; k++) {
      power += a.probability(k) * tail[critical[k]];
    }
    return power;
  }

  /**
   * Smallest number of trials whose exact power reaches {@code power}.
   *
   * <p>Exact power is a saw-tooth of the trials; the search goes up from well below the
   * large-sample answer, so it finds the first tooth that is high enough.
   *
   * @param most trials after which the search gives up with -1
   */
  public static int trials(double rateA, double rateB, double power, double alpha, int most) {
    int start = (int) (0.8 * SampleSize.trials(rateA, rateB, power, alpha)) - 3;
    for (int trials = Math.max(1, start); trials <= most; trials++) {
      if (new ExactPower(trials, alpha).at(rateA, rateB) >= power) {
        return trials;
      }
    }
    return -1;
  }
}
