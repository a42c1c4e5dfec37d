package org.pollex.eval.statistics.sequential;

/**
 * The exact probability of wrongly declaring one given policy better, as a function of the common
 * success rate.
 */
final class NullSize {

  private final double[][] stopped;

  /**
   * @param stopped mass at rate 1/2, by pairs and total successes
   */
  NullSize(double[][] stopped) {
    this.stopped = stopped;
  }

  /** Size at one common rate strictly between 0 and 1. */
  double at(double rate) {
    double logSuccess = Math.log(2 * rate);
    double logFailure = Math.log(2 * (1 - rate));
    double size = 0;
    for (int t = 1; t < stopped.length; t++) {
      for (int total = 0; total <= 2 * t; total++) {
        if (stopped[t][total] > 0) {
          double tilt = total * logSuccess + (2 * t - total) * logFailure;
          size += Math.exp(Math.log(stopped[t][total]) + tilt);
        }
      }
    }
    return size;
  }

  /** Largest size on {@code points} rates evenly spaced inside (0, 1). */
  double largest(int points) {
    double largest = 0;
    for (int i = 1; i <= points; i++) {
      largest = Math.max(largest, at(i / (points + 1.0)));
    }
    return largest;
  }
}
