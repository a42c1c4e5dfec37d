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
    // Sum over totals of stopped (2p)^total (2(1-p))^(2t-total), by Horner's rule in the smaller of
    // the two factors over the larger.
    boolean low = rate <= 0.5;
    double ratio = low ? rate / (1 - rate) : (1 - rate) / rate;
    double logLarger = Math.log(2 * Math.max(rate, 1 - rate));
    double size = 0;
    for (int t = 1; t < stopped.length; t++) {
      double sum = 0;
      for (int power = 2 * t; power >= 0; power--) {
        sum = sum * ratio + stopped[t][low ? power : 2 * t - power];
      }
      size += sum * Math.exp(2 * t * logLarger);
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
