package org.pollex.datasets.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Values of many dimensions, of which percentiles are wanted, in bounded memory: where there would
 * be too many, evenly spread rows are taken. Percentiles interpolate linearly, as NumPy's do.
 */
final class PercentileColumns {
  private static final double LOW_PERCENTILE = 2;
  private static final double HIGH_PERCENTILE = 98;
  private static final double CLIP = 1.5;
  private static final long MOST_VALUES = 1 << 24;

  private final long stride;
  private final double[][] columns;
  private long offered;
  private int taken;

  /**
   * Makes room.
   *
   * @param rows how many will be offered
   */
  PercentileColumns(int dimensions, long rows) {
    this.stride = Math.max(1, Math.ceilDiv(rows * dimensions, MOST_VALUES));
    this.columns = new double[dimensions][Math.toIntExact(rows / stride + 1)];
  }

  /** True if the row that comes next is to be added. */
  boolean takesNext() {
    return offered++ % stride == 0;
  }

  void add(double[] row) {
    for (int d = 0; d < row.length; d++) {
      columns[d][taken] = row[d];
    }
    taken++;
  }

  Normalizer normalizer(double leastRange) {
    return normalizer(leastRange, d -> false);
  }

  /** The same, in which some dimensions stay as they are. */
  Normalizer normalizer(double leastRange, IntPredicate asItIs) {
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int d = 0; d < columns.length; d++) {
      double[] sorted =
          Arrays.stream(columns[d], 0, taken).filter(Double::isFinite).sorted().toArray();
      low.add(asItIs.test(d) ? -1 : percentile(sorted, LOW_PERCENTILE));
      high.add(asItIs.test(d) ? 1 : percentile(sorted, HIGH_PERCENTILE));
    }
    return new Normalizer(low, high, leastRange, CLIP);
  }

  private static double percentile(double[] sorted, double percent) {
    if (sorted.length == 0) {
      return 0;
    }
    double at = percent / 100 * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
