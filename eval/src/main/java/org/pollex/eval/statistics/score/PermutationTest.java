package org.pollex.eval.statistics.score;

import java.util.random.RandomGenerator;

/**
 * Permutation test of equal score distributions, on the difference of means.
 *
 * <p>Valid for any scores and sample sizes: under the hypothesis every assignment of the scores to
 * the two policies is equally probable. Assignments are drawn at random, and the observed one is
 * counted among them (Phipson and Smyth 2010), so that p is never 0 and never too small.
 *
 * @param difference observed mean of A minus mean of B
 * @param p two-sided p-value
 */
public record PermutationTest(double difference, double p) {

  /**
   * @param draws random assignments, such as 9,999
   * @param random seeded source of the assignments
   */
  public static PermutationTest of(double[] a, double[] b, int draws, RandomGenerator random) {
    double difference = ScoreSample.of(a, 1).mean() - ScoreSample.of(b, 1).mean();
    double[] pool = Ranks.concatenate(a, b);
    double total = 0;
    for (double value : pool) {
      total += value;
    }
    // Sums of the same scores in another order may differ by rounding: count those as ties.
    double threshold = Math.abs(difference) * (1 - 1e-12) - 1e-15;
    int extreme = 1;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        int j = i + random.nextInt(pool.length - i);
        double chosen = pool[j];
        pool[j] = pool[i];
        pool[i] = chosen;
        sum += chosen;
      }
      double drawn = sum / a.length - (total - sum) / b.length;
      if (Math.abs(drawn) >= threshold) {
        extreme++;
      }
    }
    return new PermutationTest(difference, extreme / (draws + 1.0));
  }
}
