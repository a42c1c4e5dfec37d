package org.pollex.eval.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A straight map from values to pixels.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from pixel of the low value
 * @param to pixel of the high value
 */
record Scale(double low, double high, double from, double to) {

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Returns round values inside the range, about {@code count} of them. */
  List<Double> ticks(int count) {
    double rough = (high - low) / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (step >= rough * 0.999) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
