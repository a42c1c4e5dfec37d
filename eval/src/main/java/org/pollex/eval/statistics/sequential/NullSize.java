package org.pollex.eval.statistics.sequential;

/**
 * The exact probability of wrongly declaring one given policy better, as a function of the common
 * success rate.
 */
final class NullSize {

  /** Local maxima of the grid below this share of the largest are not followed. */
  private static final double CLOSE = 0.999;

  private static final int GOLDEN_STEPS = 20;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

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

  /**
   * Largest size over all common rates: {@code points} rates even in the arcsine of their root,
   * where binomial standard deviations are equally wide, then golden section around every local
   * maximum that comes near the largest.
   */
  double largest(int points) {
    double[] size = new double[points + 2];
    double largest = 0;
    for (int i = 1; i <= points; i++) {
      size[i] = at(rate(i, points));
      largest = Math.max(largest, size[i]);
    }
    double close = largest * CLOSE;
    for (int i = 1; i <= points; i++) {
      if (size[i] >= close && size[i] >= size[i - 1] && size[i] >= size[i + 1]) {
        largest = Math.max(largest, peak(i - 1, i + 1, points));
      }
    }
    return largest;
  }

  private double peak(double low, double high, int points) {
    double best = 0;
    for (int step = 0; step < GOLDEN_STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      double atLeft = at(rate(left, points));
      double atRight = at(rate(right, points));
      best = Math.max(best, Math.max(atLeft, atRight));
      if (atLeft > atRight) {
        high = right;
      } else {
        low = left;
      }
    }
    return best;
  }

  private static double rate(double point, int points) {
    double sine = Math.sin(Math.PI / 2 * Math.clamp(point / (points + 1), 1e-9, 1 - 1e-9));
    return sine * sine;
  }
}
