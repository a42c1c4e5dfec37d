package org.pollex.eval.statistics.planning;

import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Large-sample planning of a two-sided comparison of two success rates with equally many trials.
 *
 * <p>Power = Phi((|pA - pB| sqrt(n) - z sqrt(2 m (1 - m))) / sqrt(pA (1 - pA) + pB (1 - pB))) with
 * m the mean rate and z the normal quantile of 1 - alpha/2 (Fleiss, Levin and Paik 2003, chapter 4,
 * without continuity correction).
 */
public final class SampleSize {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private SampleSize() {}

  /**
   * Probability of finding the difference.
   *
   * @param trials of each policy; need not be whole
   * @param alpha two-sided error rate
   */
  public static double power(double rateA, double rateB, double trials, double alpha) {
    return NORMAL.cumulativeProbability(
        (Math.abs(rateA - rateB) * Math.sqrt(trials)
                - quantile(1 - alpha / 2) * nullSpread(rateA, rateB))
            / spread(rateA, rateB));
  }

  /** Trials of each policy that reach a power; usually not whole. */
  public static double trials(double rateA, double rateB, double power, double alpha) {
    if (rateA == rateB) {
      throw new IllegalArgumentException("equal rates: no number of trials finds a difference");
    }
    double root =
        (quantile(1 - alpha / 2) * nullSpread(rateA, rateB)
                + quantile(power) * spread(rateA, rateB))
            / (rateA - rateB);
    return root * root;
  }

  /**
   * The same with the probability of a decision in the wrong direction added, as the power of a
   * two-sided test is sometimes defined; larger than {@link #power} only where both are small.
   */
  public static double eitherTail(double rateA, double rateB, double trials, double alpha) {
    double wrong =
        NORMAL.cumulativeProbability(
            (-Math.abs(rateA - rateB) * Math.sqrt(trials)
                    - quantile(1 - alpha / 2) * nullSpread(rateA, rateB))
                / spread(rateA, rateB));
    return power(rateA, rateB, trials, alpha) + wrong;
  }

  /** Cohen's effect size h = 2 asin sqrt pA - 2 asin sqrt pB (Cohen 1988, chapter 6). */
  public static double effect(double rateA, double rateB) {
    return 2 * Math.asin(Math.sqrt(rateA)) - 2 * Math.asin(Math.sqrt(rateB));
  }

  /**
   * Trials of each policy that find an effect of size h by Cohen's arcsine approximation, with the
   * wrong direction counted as found like in {@link #eitherTail}.
   *
   * @param power larger than {@code alpha}
   */
  public static double trialsForEffect(double effect, double power, double alpha) {
    double z = quantile(1 - alpha / 2);
    double root =
        new BracketingNthOrderBrentSolver(1e-14, 5)
            .solve(
                1000,
                x ->
                    NORMAL.cumulativeProbability(x - z)
                        + NORMAL.cumulativeProbability(-x - z)
                        - power,
                0,
                z + 40);
    return 2 * Math.pow(root / effect, 2);
  }

  /**
   * The smallest rate above {@code rateA} that is found with a power; NaN if even certain success
   * is not.
   */
  public static double detectableRate(double rateA, double trials, double power, double alpha) {
    if (power(rateA, 1 - 1e-12, trials, alpha) < power) {
      return Double.NaN;
    }
    return new BracketingNthOrderBrentSolver(1e-14, 5)
        .solve(1000, rateB -> power(rateA, rateB, trials, alpha) - power, rateA + 1e-12, 1 - 1e-12);
  }

  private static double nullSpread(double rateA, double rateB) {
    double mean = (rateA + rateB) / 2;
    return Math.sqrt(2 * mean * (1 - mean));
  }

  private static double spread(double rateA, double rateB) {
    return Math.sqrt(rateA * (1 - rateA) + rateB * (1 - rateB));
  }

  private static double quantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }
}
