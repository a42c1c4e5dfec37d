package org.pollex.datasets.lint;

import java.util.Arrays;

/** Numbers of all episodes, one each, of which quantiles are asked. */
final class Sample {
  private double[] values = new double[16];
  private int size;
  private boolean sorted;

  void add(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    sorted = false;
  }

  int size() {
    return size;
  }

  /** The value below which the share p of all lies; NaN without values. */
  double quantile(double p) {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    return size == 0 ? Double.NaN : values[(int) Math.min(size - 1L, Math.round(p * (size - 1)))];
  }

  double median() {
    return quantile(0.5);
  }
}
