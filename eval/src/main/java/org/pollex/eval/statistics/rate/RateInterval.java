package org.pollex.eval.statistics.rate;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Two-sided confidence intervals for one success rate from k successes in n trials.
 *
 * <p>Clopper-Pearson never covers less than its level and is the one that Pollex prints by default;
 * the others are shorter on average and may cover slightly less.
 */
public enum RateInterval {
  /** Clopper and Pearson (1934): inverts the two exact one-sided binomial tests. */
  CLOPPER_PEARSON("Clopper-Pearson") {
    @Override
    Interval compute(int k, int n, double level) {
      double tail = (1 - level) / 2;
      double low = k == 0 ? 0 : new BetaPosterior(k, n - k + 1).quantile(tail);
      double high = k == n ? 1 : new BetaPosterior(k + 1, n - k).quantile(1 - tail);
      return new Interval(low, high);
    }
  },

  /** Wilson (1927): inverts the score test. */
  WILSON("Wilson") {
    @Override
    Interval compute(int k, int n, double level) {
      double z = normalQuantile(level);
      double centre = k + z * z / 2;
      double half = z * Math.sqrt((double) k * (n - k) / n + z * z / 4);
      double scale = n + z * z;
      double low = k == 0 ? 0 : (centre - half) / scale;
      double high = k == n ? 1 : (centre + half) / scale;
      return new Interval(low, high);
    }
  },

  /** Wilson with continuity correction (Newcombe 1998a, method 4). */
  WILSON_CONTINUITY("Wilson, continuity-corrected") {
    @Override
    Interval compute(int k, int n, double level) {
      double z = normalQuantile(level);
      double p = (double) k / n;
      double q = 1 - p;
      double centre = 2 * k + z * z;
      double scale = 2 * (n + z * z);
      double low = z * Math.sqrt(z * z - 2 - 1.0 / n + 4 * p * (n * q + 1));
      double high = z * Math.sqrt(z * z + 2 - 1.0 / n + 4 * p * (n * q - 1));
      return new Interval(
          k == 0 ? 0 : Math.max(0, (centre - 1 - low) / scale),
          k == n ? 1 : Math.min(1, (centre + 1 + high) / scale));
    }
  },

  /**
   * Equal-tailed quantiles of Beta(k+1/2, n-k+1/2). The plain quantiles are kept at both ends: at k
   * = 0 the lower end stays above 0 and at k = n the upper end below 1. (Brown, Cai and DasGupta
   * 2001 set these two ends to 0 and 1; that convention is not used here.)
   */
  JEFFREYS("Jeffreys, plain Beta quantiles") {
    @Override
    Interval compute(int k, int n, double level) {
      return new BetaPosterior(k + 0.5, n - k + 0.5).equalTailed(level);
    }
  },

  /** Agresti and Coull (1998): Wald around the shrunken centre, cut off at 0 and 1. */
  AGRESTI_COULL("Agresti-Coull") {
    @Override
    Interval compute(int k, int n, double level) {
      double z = normalQuantile(level);
      double trials = n + z * z;
      double p = (k + z * z / 2) / trials;
      double half = z * Math.sqrt(p * (1 - p) / trials);
      return new Interval(Math.max(0, p - half), Math.min(1, p + half));
    }
  };

  private final String title;

  RateInterval(String title) {
    this.title = title;
  }

  abstract Interval compute(int k, int n, double level);

  /**
   * The interval for an observed count.
   *
   * @param count k of n; without trials the answer is [0, 1]
   * @param level confidence level strictly between 0 and 1, such as 0.95
   */
  public Interval of(SuccessCount count, double level) {
    requireLevel(level);
    if (count.trials() == 0) {
      return new Interval(0, 1);
    }
    return compute(count.successes(), count.trials(), level);
  }

  /** The name to print, with its convention where several are in use. */
  public String title() {
    return title;
  }

  static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "given level %s; allowed: strictly between 0 and 1, such as 0.95".formatted(level));
    }
  }

  private static double normalQuantile(double level) {
    return new NormalDistribution().inverseCumulativeProbability(0.5 + level / 2);
  }
}
