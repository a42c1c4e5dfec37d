package org.pollex.metaworld.task;

/**
 * The bounded terms that reward v2 is made of, as in dm_control's {@code rewards}: 1 inside an
 * interval, falling towards 0 outside, 0.1 at a distance of one margin.
 */
final class Shaping {
  private static final double GAUSSIAN_SCALE = Math.sqrt(-2 * Math.log(0.1));
  private static final double LONG_TAIL_SCALE = 3;

  private Shaping() {}

  /** Tolerance of {@code x} in [lower, upper] with tails {@code 1 / ((3d)^2 + 1)}. */
  static double longTail(double x, double lower, double upper, double margin) {
    if (lower <= x && x <= upper) {
      return 1;
    }
    if (noMargin(margin)) {
      return 0;
    }
    double scaled = (x < lower ? lower - x : x - upper) / margin * LONG_TAIL_SCALE;
    return 1 / (scaled * scaled + 1);
  }

  /** Tolerance of {@code x >= 0} in [0, upper] with long tails. */
  static double longTail(double x, double upper, double margin) {
    return longTail(x, 0, upper, margin);
  }

  /** Tolerance of {@code x} in [0, upper] with tails of a Gaussian. */
  static double gaussian(double x, double upper, double margin) {
    if (0 <= x && x <= upper) {
      return 1;
    }
    if (noMargin(margin)) {
      return 0;
    }
    double scaled = (x < 0 ? -x : x - upper) / margin * GAUSSIAN_SCALE;
    return Math.exp(-0.5 * (scaled * scaled));
  }

  private static boolean noMargin(double margin) {
    if (margin < 0) {
      throw new ArithmeticException("reward undefined: the tolerance's margin is " + margin);
    }
    return margin == 0;
  }

  /** Hamacher product of two numbers in [0, 1], in float64. */
  static double hamacher(double a, double b) {
    double product = a * b;
    double denominator = a + b - product;
    return denominator > 0 ? product / denominator : 0;
  }

  /** Returns 1 for true, 0 for false. */
  static double indicator(boolean condition) {
    return condition ? 1 : 0;
  }
}
