package org.pollex.bench.metaworld;

import java.util.function.IntToDoubleFunction;
import org.pollex.metaworld.MetaworldEnv;

/**
 * What somebody's Meta-World computed along an episode.
 *
 * @param numbers first observation [39], then per step the observation [39], reward and success
 */
record Trajectory(double[] numbers) {
  private static final int ROW = MetaworldEnv.OBSERVATION + 2;

  static int size(int steps) {
    return MetaworldEnv.OBSERVATION + ROW * steps;
  }

  double[] start() {
    return java.util.Arrays.copyOf(numbers, MetaworldEnv.OBSERVATION);
  }

  private int steps() {
    return (numbers.length - MetaworldEnv.OBSERVATION) / ROW;
  }

  /** Largest difference of an observed number, from the first step on. */
  double observationsApart(Trajectory other) {
    return worst(
        step -> {
          double worst = 0;
          for (int i = 0; i < MetaworldEnv.OBSERVATION; i++) {
            worst = Math.max(worst, apart(other, at(step) + i));
          }
          return worst;
        });
  }

  /** Largest difference of a reward. */
  double rewardsApart(Trajectory other) {
    return worst(step -> apart(other, at(step) + MetaworldEnv.OBSERVATION));
  }

  /** Steps at which one says success and the other does not. */
  int successesApart(Trajectory other) {
    int differing = 0;
    for (int step = 0; step < steps(); step++) {
      differing += apart(other, at(step) + MetaworldEnv.OBSERVATION + 1) == 0 ? 0 : 1;
    }
    return differing;
  }

  private static int at(int step) {
    return MetaworldEnv.OBSERVATION + ROW * step;
  }

  private double apart(Trajectory other, int index) {
    return Math.abs(numbers[index] - other.numbers[index]);
  }

  private double worst(IntToDoubleFunction ofStep) {
    double worst = 0;
    for (int step = 0; step < steps(); step++) {
      worst = Math.max(worst, ofStep.applyAsDouble(step));
    }
    return worst;
  }
}
