package org.pollex.datasets.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.datasets.source.StreamStatistics;

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
  private static final long MOST_VALUES = 1 << 24;

  /** Copies the lists. */
  public Normalizer {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  /** From minimum and maximum, in one pass over the stream; never clips what it was made from. */
  public static Normalizer minMax(WindowStore store, String stream, double leastRange) {
    StreamStatistics statistics = new StreamStatistics(width(store, stream));
    store.forEachEpisode(stream, statistics::add);
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
   * actions), in one pass. The percentiles are exact up to 16 million values of the stream; of
   * longer ones evenly spread rows are taken. They interpolate linearly, as NumPy's default does.
   */
  public static Normalizer percentile(WindowStore store, String stream, double leastRange) {
    int width = width(store, stream);
    int stride = (int) Math.ceilDiv((long) store.steps() * width, MOST_VALUES);
    double[][] columns = new double[width][store.steps() / stride + 1];
    int[] rows = new int[1];
    int[] taken = new int[1];
    store.forEachEpisode(
        stream,
        values -> {
          for (int row = 0; row < values.shape()[0]; row++) {
            if (rows[0]++ % stride == 0) {
              for (int d = 0; d < width; d++) {
                columns[d][taken[0]] = values.get(row * width + d);
              }
              taken[0]++;
            }
          }
        });
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (double[] column : columns) {
      double[] sorted =
          Arrays.stream(column, 0, taken[0]).filter(Double::isFinite).sorted().toArray();
      low.add(percentile(sorted, LOW_PERCENTILE));
      high.add(percentile(sorted, HIGH_PERCENTILE));
    }
    return new Normalizer(low, high, leastRange, PERCENTILE_CLIP);
  }

  private static int width(WindowStore store, String stream) {
    return store.column(stream).spec().shape().stream().reduce(1, Math::multiplyExact);
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
