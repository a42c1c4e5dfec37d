package org.pollex.eval.statistics.sequential;

/** What every truncated sequential test asks of its two numbers. */
final class SequentialLimits {

  private SequentialLimits() {}

  static void check(double alpha, int pairs, int fewest, int most) {
    checkAlpha(alpha);
    if (pairs < fewest || pairs > most) {
      throw new IllegalArgumentException(
          "given a maximum of %d pairs; allowed for this test: %d to %d"
              .formatted(pairs, fewest, most));
    }
  }

  static void checkAlpha(double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException(
          "given alpha %s; allowed: an error rate per direction strictly between 0 and 0.5"
              .formatted(alpha));
    }
  }
}
