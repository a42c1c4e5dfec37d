package org.pollex.eval.statistics.score;

/**
 * Brunner and Munzel's (2000) test of stochastic equality: is P(B above A) + P(tie)/2 = 1/2?
 *
 * <p>Allows unequal variances and ties, so it suits rubric scores.
 *
 * @param statistic positive when B tends to score higher
 * @param degreesOfFreedom Satterthwaite's approximation
 * @param p two-sided p-value from the t distribution
 * @param relativeEffect estimate of P(B above A) + P(tie)/2
 */
public record BrunnerMunzelTest(
    double statistic, double degreesOfFreedom, double p, double relativeEffect) {

  /** Two samples of at least two scores each. */
  public static BrunnerMunzelTest of(double[] a, double[] b) {
    ScoreSample.of(a, 2);
    ScoreSample.of(b, 2);
    double[] together = Ranks.of(Ranks.concatenate(a, b));
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < together.length; i++) {
      if (i < a.length) {
        meanA += together[i] / a.length;
      } else {
        meanB += together[i] / b.length;
      }
    }
    double spreadA = placementVariance(together, 0, meanA, Ranks.of(a));
    double spreadB = placementVariance(together, a.length, meanB, Ranks.of(b));
    double effect = (meanB - (b.length + 1) / 2.0) / a.length;
    double difference = meanB - meanA;
    double total = a.length * spreadA + b.length * spreadB;
    if (total == 0) {
      double statistic = difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
      return new BrunnerMunzelTest(
          statistic, a.length + b.length - 2, difference == 0 ? 1 : 0, effect);
    }
    double statistic =
        (double) a.length * b.length * difference / ((a.length + b.length) * Math.sqrt(total));
    double degrees =
        total
            * total
            / (square(a.length * spreadA) / (a.length - 1)
                + square(b.length * spreadB) / (b.length - 1));
    return new BrunnerMunzelTest(
        statistic, degrees, StudentT.twoSidedTail(statistic, degrees), effect);
  }

  private static double placementVariance(
      double[] together, int offset, double mean, double[] within) {
    double sum = 0;
    double centre = (within.length + 1) / 2.0;
    for (int i = 0; i < within.length; i++) {
      sum += square(together[offset + i] - within[i] - mean + centre);
    }
    return sum / (within.length - 1);
  }

  private static double square(double value) {
    return value * value;
  }
}
