package org.pollex.datasets.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.datasets.source.StreamStatistics;
import org.pollex.hardware.tensor.Tensor;

/**
 * Scales each dimension of a stream so that a low figure becomes −1 and a high one +1: y = 2 (x −
 * low) / (high − low) − 1, clipped to ±{@code clip}. Dimensions that hardly vary are divided by
 * {@code leastRange} instead, so that noise is not blown up.
 *
 * @param low figure that becomes −1, per dimension
 * @param high figure that becomes +1, per dimension
 * @param leastRange smallest divisor, in the stream's unit
 * @param clip largest magnitude of a scaled value
 */
public record Normalizer(List<Double> low, List<Double> high, double leastRange, double clip) {
  /** Percentiles and clip of the LBM paper's normaliser. */
  private static final double LOW_PERCENTILE = 2;

  private static final double HIGH_PERCENTILE = 98;
  private static final double PERCENTILE_CLIP = 1.5;

  /** Copies the lists. */
  public Normalizer {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  /** From minimum and maximum, in one pass over the stream; never clips what it was made from. */
  public static Normalizer minMax(WindowStore store, String stream, double leastRange) {
    Tensor values = store.all(stream);
    StreamStatistics statistics = new StreamStatistics(width(values));
    statistics.add(values);
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (StreamStatistics.Figures figures : statistics.figures()) {
      low.add(figures.min() == null ? 0 : figures.min());
      high.add(figures.max() == null ? 0 : figures.max());
    }
    return new Normalizer(low, high, leastRange, Double.POSITIVE_INFINITY);
  }

  /**
   * From the 2nd and 98th percentile, clipped to ±1.5, as the LBM paper scales (section on
   * actions). The percentiles are exact: of each dimension a copy is sorted. They interpolate
   * linearly, as NumPy's default does.
   */
  public static Normalizer percentile(WindowStore store, String stream, double leastRange) {
    Tensor values = store.all(stream);
    int width = width(values);
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int d = 0; d < width; d++) {
      double[] column = finite(values, d, width);
      low.add(percentile(column, LOW_PERCENTILE));
      high.add(percentile(column, HIGH_PERCENTILE));
    }
    return new Normalizer(low, high, leastRange, PERCENTILE_CLIP);
  }

  private static int width(Tensor values) {
    return values.size() / values.shape()[0];
  }

  private static double[] finite(Tensor values, int dimension, int width) {
    double[] column = new double[values.shape()[0]];
    int count = 0;
    for (int row = 0; row < column.length; row++) {
      double value = values.get(row * width + dimension);
      if (Double.isFinite(value)) {
        column[count++] = value;
      }
    }
    double[] sorted = Arrays.copyOf(column, count);
    Arrays.sort(sorted);
    return sorted;
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

  /** Scales a value of a dimension. */
  public double scale(int dimension, double value) {
    double y = 2 * (value - low.get(dimension)) / range(dimension) - 1;
    return Math.clamp(y, -clip, clip);
  }

  /** Gives the value back that a scaled one stands for. */
  public double unscale(int dimension, double scaled) {
    return (scaled + 1) / 2 * range(dimension) + low.get(dimension);
  }

  private double range(int dimension) {
    return Math.max(high.get(dimension) - low.get(dimension), leastRange);
  }
}
