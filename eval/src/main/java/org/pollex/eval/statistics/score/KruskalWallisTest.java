package org.pollex.eval.statistics.score;

import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * Kruskal and Wallis's (1952) rank test of equal score distributions of several policies, with
 * correction for ties.
 *
 * @param h statistic
 * @param p large-sample p-value from the chi-square distribution
 */
public record KruskalWallisTest(double h, double p) {

  /** At least two samples, none empty. Constant scores give p = 1. */
  public static KruskalWallisTest of(List<double[]> samples) {
    if (samples.size() < 2) {
      throw new IllegalArgumentException(
          "given %d samples; this test needs at least 2".formatted(samples.size()));
    }
    double[] all = {};
    for (double[] sample : samples) {
      ScoreSample.of(sample, 1);
      all = Ranks.concatenate(all, sample);
    }
    double[] ranks = Ranks.of(all);
    double n = all.length;
    double sum = 0;
    int start = 0;
    for (double[] sample : samples) {
      double rankSum = 0;
      for (int i = 0; i < sample.length; i++) {
        rankSum += ranks[start + i];
      }
      sum += rankSum * rankSum / sample.length;
      start += sample.length;
    }
    double ties = 1 - Ranks.tieTerm(all) / (n * n * n - n);
    if (ties <= 0) {
      return new KruskalWallisTest(0, 1);
    }
    double h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / ties;
    return new KruskalWallisTest(
        h, Gamma.regularizedGammaQ((samples.size() - 1) / 2.0, Math.max(0, h) / 2));
  }
}
