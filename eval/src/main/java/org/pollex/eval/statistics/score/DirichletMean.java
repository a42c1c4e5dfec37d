package org.pollex.eval.statistics.score;

import java.util.Arrays;

/**
 * Posterior of a mean score under a uniform Dirichlet(1, ..., 1) prior over the attainable scores.
 *
 * @param mean posterior mean of the mean score
 * @param standardDeviation its posterior standard deviation
 */
public record DirichletMean(double mean, double standardDeviation) {

  /**
   * @param attainable every score that the rubric can give, ascending or not, each once
   * @param counts how often each of them was observed
   */
  public static DirichletMean of(double[] attainable, int[] counts) {
    if (attainable.length == 0 || attainable.length != counts.length) {
      throw new IllegalArgumentException(
          "given %d attainable scores and %d counts; allowed: equally many, at least one"
              .formatted(attainable.length, counts.length));
    }
    double total = Arrays.stream(counts).sum() + counts.length;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < counts.length; i++) {
      double weight = (counts[i] + 1) / total;
      mean += weight * attainable[i];
      square += weight * attainable[i] * attainable[i];
    }
    return new DirichletMean(mean, Math.sqrt((square - mean * mean) / (total + 1)));
  }
}
