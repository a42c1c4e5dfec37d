package org.pollex.eval.statistics.score;

import java.util.Arrays;

/**
 * Two-sample Kolmogorov-Smirnov test: the largest distance of the two empirical distributions.
 *
 * @param distance the statistic, in [0, 1]
 * @param p exact two-sided p-value for scores without ties; with ties it is too large, never too
 *     small
 */
public record KolmogorovSmirnovTest(double distance, double p) {

  public static KolmogorovSmirnovTest of(double[] a, double[] b) {
    ScoreSample.of(a, 1);
    ScoreSample.of(b, 1);
    long steps = distance(a.clone(), b.clone());
    double scale = (double) a.length * b.length;
    return new KolmogorovSmirnovTest(steps / scale, 1 - stayingBelow(a.length, b.length, steps));
  }

  /** The distance in units of 1 / (nA nB). */
  private static long distance(double[] a, double[] b) {
    Arrays.sort(a);
    Arrays.sort(b);
    int i = 0;
    int j = 0;
    long largest = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((long) i * b.length - (long) j * a.length));
    }
    return largest;
  }

  /**
   * Probability that a random path from (0, 0) to (nA, nB) keeps |i nB - j nA| below a bound.
   *
   * <p>Probabilities instead of counts of paths: from (i, j) the next step goes to a remaining
   * score of A with probability (nA - i) / (nA - i + nB - j).
   */
  private static double stayingBelow(int sizeA, int sizeB, long bound) {
    double[] mass = new double[sizeB + 1];
    for (int i = 0; i <= sizeA; i++) {
      double[] next = new double[sizeB + 1];
      double carried = 0;
      for (int j = 0; j <= sizeB; j++) {
        double here = mass[j] + carried;
        if (i == 0 && j == 0) {
          here = 1;
        }
        if (Math.abs((long) i * sizeB - (long) j * sizeA) >= bound) {
          here = 0;
        }
        double left = sizeA - i + sizeB - j;
        if (left == 0) {
          return here;
        }
        next[j] = here * (sizeA - i) / left;
        carried = here * (sizeB - j) / left;
      }
      mass = next;
    }
    throw new IllegalStateException("unreachable: the last point ends the walk");
  }
}
