package org.pollex.eval.statistics.score;

import java.util.Arrays;

/** Mid-ranks: tied values share the mean of their ranks. */
final class Ranks {

  private Ranks() {}

  /** Mid-ranks 1..n of the values, in the order given. */
  static double[] of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      int below = 0;
      int upTo = sorted.length;
      int low = 0;
      while (low < upTo) {
        int middle = (low + upTo) >>> 1;
        if (sorted[middle] < value) {
          low = middle + 1;
        } else {
          upTo = middle;
        }
      }
      below = low;
      int end = below;
      while (end < sorted.length && sorted[end] == value) {
        end++;
      }
      ranks[i] = (below + 1 + end) / 2.0;
    }
    return ranks;
  }

  static double[] concatenate(double[] a, double[] b) {
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /** Sum over groups of tied values of (size^3 - size). */
  static double tieTerm(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        double size = i - start;
        sum += size * size * size - size;
        start = i;
      }
    }
    return sum;
  }
}
