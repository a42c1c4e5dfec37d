package org.pollex.eval.statistics.rate;

import org.hipparchus.special.Beta;

/**
 * A Beta(a, b) distribution of one success rate.
 *
 * <p>Under a uniform prior, k successes in n independent trials leave Beta(1+k, 1+n-k); under the
 * Jeffreys prior Beta(k+1/2, n-k+1/2).
 *
 * @param a first shape parameter, positive
 * @param b second shape parameter, positive
 */
public record BetaPosterior(double a, double b) {

  public BetaPosterior {
    if (!(a > 0 && b > 0 && a < Double.POSITIVE_INFINITY && b < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "given Beta(%s, %s); allowed: two positive, finite parameters".formatted(a, b));
    }
  }

  /** The posterior of a success rate under a uniform prior. */
  public static BetaPosterior uniformPrior(SuccessCount count) {
    return new BetaPosterior(1.0 + count.successes(), 1.0 + count.failures());
  }

  /** The posterior of a success rate under the Jeffreys prior Beta(1/2, 1/2). */
  public static BetaPosterior jeffreysPrior(SuccessCount count) {
    return new BetaPosterior(0.5 + count.successes(), 0.5 + count.failures());
  }

  public double mean() {
    return a / (a + b);
  }

  public double standardDeviation() {
    return Math.sqrt(a * b / (a + b + 1)) / (a + b);
  }

  public double median() {
    return quantile(0.5);
  }

  /** Probability density at x; may be infinite at 0 and 1 when a shape parameter is below 1. */
  public double density(double x) {
    return x < 0 || x > 1 ? 0 : Math.exp(logKernel(x) - Beta.logBeta(a, b));
  }

  /** The density at {@code points} equally spaced rates from 0 to 1, for drawing. */
  public double[] densityGrid(int points) {
    double[] grid = new double[points];
    double logNorm = Beta.logBeta(a, b);
    for (int i = 0; i < points; i++) {
      grid[i] = Math.exp(logKernel((double) i / (points - 1)) - logNorm);
    }
    return grid;
  }

  /** P(rate at most x), the regularised incomplete beta function I_x(a, b). */
  public double cumulative(double x) {
    if (x <= 0) {
      return 0;
    }
    return x >= 1 ? 1 : Beta.regularizedBeta(x, a, b);
  }

  /**
   * The rate below which a share {@code p} of the probability lies.
   *
   * <p>Bisection down to neighbouring doubles: slower than Newton steps, but it keeps full relative
   * precision for quantiles near 0 and cannot fail.
   */
  public double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("given probability %s; allowed: 0 to 1".formatted(p));
    }
    if (p == 0 || p == 1) {
      return p;
    }
    // Positive doubles are ordered like their bit patterns, so halving the patterns halves the set
    // of candidates whatever their magnitude.
    long low = 0;
    long high = Double.doubleToLongBits(1.0);
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (cumulative(Double.longBitsToDouble(middle)) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Double.longBitsToDouble(high);
  }

  /** The interval that leaves (1 - level)/2 of the probability on each side. */
  public Interval equalTailed(double level) {
    RateInterval.requireLevel(level);
    double tail = (1 - level) / 2;
    return new Interval(quantile(tail), quantile(1 - tail));
  }

  /**
   * The shortest interval of probability {@code level} (highest posterior density).
   *
   * <p>A density that rises or falls all the way gives an interval that touches 1 or 0; one with
   * poles at both ends has no single shortest interval and gives the equal-tailed one.
   */
  public Interval highestDensity(double level) {
    RateInterval.requireLevel(level);
    if (a <= 1 && b <= 1) {
      return equalTailed(level);
    }
    if (a <= 1) {
      return new Interval(0, quantile(level));
    }
    if (b <= 1) {
      return new Interval(quantile(1 - level), 1);
    }
    double mode = (a - 1) / (a + b - 2);
    double low = 0;
    double high = mode;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return new Interval(high, equalDensityAbove(high, mode));
      }
      double mass = cumulative(equalDensityAbove(middle, mode)) - cumulative(middle);
      if (mass > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** The rate above the mode that has the same density as {@code x} below the mode. */
  private double equalDensityAbove(double x, double mode) {
    double target = logKernel(x);
    double low = mode;
    double high = 1;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return low;
      }
      if (logKernel(middle) > target) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** Logarithm of x^(a-1) (1-x)^(b-1), with 0 log 0 = 0. */
  private double logKernel(double x) {
    double left = a == 1 ? 0 : (a - 1) * Math.log(x);
    double right = b == 1 ? 0 : (b - 1) * Math.log1p(-x);
    return left + right;
  }

  /**
   * P(this rate is larger than the other, independent one).
   *
   * <p>Integer parameters use the finite sum over Beta functions (Evan Miller, "Formulas for
   * Bayesian A/B testing"), others numerical integration; both are exact to about 1e-12.
   */
  public double probabilityGreaterThan(BetaPosterior other) {
    return BetaSuperiority.probability(this, other);
  }
}
