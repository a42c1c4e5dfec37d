package org.pollex.eval.statistics.multiplicity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Adjusted p-values of a family of hypotheses: rejecting those at most alpha keeps the family's
 * error rate at alpha.
 */
public enum PValueAdjustment {
  /** Family-wise error under any dependence, one step. */
  BONFERRONI {
    @Override
    double[] adjustSorted(double[] p) {
      return each(p, value -> p.length * value);
    }
  },

  /**
   * Holm (1979): family-wise error under any dependence, step down; never worse than Bonferroni.
   */
  HOLM {
    @Override
    double[] adjustSorted(double[] p) {
      double[] adjusted = new double[p.length];
      double largest = 0;
      for (int i = 0; i < p.length; i++) {
        largest = Math.max(largest, (p.length - i) * p[i]);
        adjusted[i] = largest;
      }
      return adjusted;
    }
  },

  /** Hommel (1988): closed testing with Simes's test; needs independent or positively tied p. */
  HOMMEL {
    @Override
    double[] adjustSorted(double[] p) {
      // Closed testing: a hypothesis is as significant as the worst Simes test of a subset with it.
      int n = p.length;
      double[] adjusted = p.clone();
      for (int size = 2; size <= n; size++) {
        double simesOfLargest = Double.POSITIVE_INFINITY;
        for (int rank = 2; rank <= size; rank++) {
          simesOfLargest = Math.min(simesOfLargest, size * p[n - size + rank - 1] / rank);
        }
        for (int i = 0; i < n; i++) {
          // The worst subset of this size with hypothesis i has the size - 1 largest others.
          double worst =
              i >= n - size + 1
                  ? Math.min(simesOfLargest, size * p[n - size])
                  : Math.min(simesOfLargest, size * p[i]);
          adjusted[i] = Math.max(adjusted[i], worst);
        }
      }
      return adjusted;
    }
  },

  /** Sidak (1967): family-wise error of independent tests, one step. */
  SIDAK {
    @Override
    double[] adjustSorted(double[] p) {
      return each(p, value -> value >= 1 ? 1 : -Math.expm1(p.length * Math.log1p(-value)));
    }
  },

  /** Benjamini and Hochberg (1995): false discovery rate, step up. */
  BENJAMINI_HOCHBERG {
    @Override
    double[] adjustSorted(double[] p) {
      double[] adjusted = new double[p.length];
      double smallest = 1;
      for (int i = p.length - 1; i >= 0; i--) {
        smallest = Math.min(smallest, p[i] * p.length / (i + 1));
        adjusted[i] = smallest;
      }
      return adjusted;
    }
  };

  /** Adjusts ascending p-values; results may exceed 1. */
  abstract double[] adjustSorted(double[] p);

  /**
   * Adjusted p-values in the order of the given ones.
   *
   * @param p raw p-values, each in [0, 1]
   */
  public double[] adjust(double... p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("given p-value %s; allowed: 0 to 1".formatted(value));
      }
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = adjustSorted(Arrays.stream(order).mapToDouble(i -> p[i]).toArray());
    double[] adjusted = new double[p.length];
    for (int rank = 0; rank < p.length; rank++) {
      adjusted[order[rank]] = Math.min(1, sorted[rank]);
    }
    return adjusted;
  }

  private static double[] each(double[] p, DoubleUnaryOperator operator) {
    return Arrays.stream(p).map(operator).toArray();
  }
}
