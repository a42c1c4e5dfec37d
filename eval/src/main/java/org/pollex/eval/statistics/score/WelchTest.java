package org.pollex.eval.statistics.score;

/**
 * Welch's (1947) t-test of equal mean scores with unequal variances.
 *
 * <p>A large-sample test for bounded scores: below about 50 rollouts, or with many scores at 0 or
 * 1, cross-check with {@link BrunnerMunzelTest} or {@link PermutationTest}.
 *
 * @param t statistic, positive when A has the higher mean
 * @param degreesOfFreedom Satterthwaite's approximation
 * @param p two-sided p-value
 */
public record WelchTest(double t, double degreesOfFreedom, double p) {

  /** Two samples of at least two scores each. Constant, equal samples give p = 1. */
  public static WelchTest of(double[] a, double[] b) {
    ScoreSample sampleA = ScoreSample.of(a, 2);
    ScoreSample sampleB = ScoreSample.of(b, 2);
    double errorA = sampleA.variance() / a.length;
    double errorB = sampleB.variance() / b.length;
    double difference = sampleA.mean() - sampleB.mean();
    if (errorA + errorB == 0) {
      double t = difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
      return new WelchTest(t, a.length + b.length - 2, difference == 0 ? 1 : 0);
    }
    double t = difference / Math.sqrt(errorA + errorB);
    double degrees =
        (errorA + errorB)
            * (errorA + errorB)
            / (errorA * errorA / (a.length - 1) + errorB * errorB / (b.length - 1));
    return new WelchTest(t, degrees, StudentT.twoSidedTail(t, degrees));
  }
}
