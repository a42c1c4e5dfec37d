package org.pollex.datasets.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.hardware.tensor.Tensor;

/**
 * Minimum, maximum, mean and standard deviation of each dimension of a stream, in one pass
 * (Welford's method, which does not lose digits to large means). Values that are not finite are
 * counted and otherwise left out.
 */
public final class StreamStatistics {
  private final int dimensions;
  private final long[] counts;
  private final double[] lowest;
  private final double[] highest;
  private final double[] means;
  private final double[] squares;
  private long notFinite;

  /** Starts without values. */
  public StreamStatistics(int dimensions) {
    this.dimensions = dimensions;
    this.counts = new long[dimensions];
    this.lowest = filled(Double.POSITIVE_INFINITY);
    this.highest = filled(Double.NEGATIVE_INFINITY);
    this.means = new double[dimensions];
    this.squares = new double[dimensions];
  }

  private double[] filled(double value) {
    double[] values = new double[dimensions];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * Takes the rows of one episode.
   *
   * @param rows shape [steps, ...] with as many elements per row as there are dimensions
   */
  public void add(Tensor rows) {
    double[] values = rows.toDoubles();
    for (int i = 0; i < values.length; i++) {
      add(i % dimensions, values[i]);
    }
  }

  private void add(int dimension, double value) {
    if (!Double.isFinite(value)) {
      notFinite++;
      return;
    }
    lowest[dimension] = Math.min(lowest[dimension], value);
    highest[dimension] = Math.max(highest[dimension], value);
    double before = value - means[dimension];
    means[dimension] += before / ++counts[dimension];
    squares[dimension] += before * (value - means[dimension]);
  }

  /** Returns the number of dimensions of one row. */
  public int dimensions() {
    return dimensions;
  }

  /** Returns the number of values that were NaN or infinite. */
  public long notFinite() {
    return notFinite;
  }

  /**
   * Figures of one dimension; null where there was no finite value.
   *
   * @param deviation the population's standard deviation
   */
  public record Figures(Double min, Double mean, Double max, Double deviation) {}

  /** Returns the figures of every dimension. */
  public List<Figures> figures() {
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      figures.add(
          counts[i] == 0
              ? new Figures(null, null, null, null)
              : new Figures(lowest[i], means[i], highest[i], Math.sqrt(squares[i] / counts[i])));
    }
    return figures;
  }
}
