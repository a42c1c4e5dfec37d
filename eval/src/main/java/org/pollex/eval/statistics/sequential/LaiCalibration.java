package org.pollex.eval.statistics.sequential;

import java.util.Arrays;
import java.util.Map;

/** The cost c of Lai's test: exact by bisection, or as published. */
final class LaiCalibration {

  private static final double LOWEST_LOG_COST = -25;

  /**
   * Straight lines ln c = intercept + slope ln(pairs) through the values that the published
   * implementation uses, by error rate per direction.
   */
  private static final Map<Double, double[]> PUBLISHED =
      Map.of(
          0.05,
          line(20, 1.4051437550753588e-3, 200, 1.364857699609164e-4),
          0.01,
          line(20, 2.7318008516362006e-4, 200, 2.6147317522953625e-5),
          0.05 / 3,
          line(50, 1.5605e-4, 3200, 2.6343e-6));

  private LaiCalibration() {}

  /**
   * The largest cost whose exact size is at most alpha, moved to the middle (in log c) of the costs
   * with the same critical table, so that rounding cannot carry it across a jump of the size.
   */
  static double exactCost(double alpha, int pairs) {
    double low = LOWEST_LOG_COST;
    double high = 0;
    while (high - low > 1e-13) {
      double middle = (low + high) / 2;
      if (LaiBoundary.size(table(middle, pairs)) <= alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double top = low;
    int[] best = table(top, pairs);
    low = LOWEST_LOG_COST;
    high = top;
    while (high - low > 1e-13) {
      double middle = (low + high) / 2;
      if (Arrays.equals(table(middle, pairs), best)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.exp((high + top) / 2);
  }

  private static int[] table(double logCost, int pairs) {
    return LaiBoundary.criticalTable(Math.exp(logCost), pairs);
  }

  static double publishedCost(double alpha, int pairs) {
    for (var entry : PUBLISHED.entrySet()) {
      if (Math.abs(alpha - entry.getKey()) < 1e-9) {
        return Math.exp(entry.getValue()[0] + entry.getValue()[1] * Math.log(pairs));
      }
    }
    throw new IllegalArgumentException(
        "given alpha %s; published costs are known for %s per direction; use the exact test"
            .formatted(alpha, PUBLISHED.keySet().stream().sorted().toList()));
  }

  private static double[] line(int pairs, double cost, int morePairs, double lowerCost) {
    double slope = Math.log(lowerCost / cost) / Math.log((double) morePairs / pairs);
    return new double[] {Math.log(cost) - slope * Math.log(pairs), slope};
  }
}
