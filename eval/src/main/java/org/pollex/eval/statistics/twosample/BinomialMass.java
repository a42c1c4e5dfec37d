package org.pollex.eval.statistics.twosample;

import java.util.Arrays;

/**
 * The probabilities of 0..n successes in n trials, evaluated again and again at different rates.
 *
 * <p>Ratios of neighbouring probabilities are exact up to rounding, so starting at the mode with 1
 * and dividing by the sum needs no logarithm of a factorial and keeps almost full precision.
 */
final class BinomialMass {

  /** Probabilities below this share of the largest are taken as 0; it avoids subnormal numbers. */
  private static final double NEGLIGIBLE = 1e-290;

  private final int n;
  private final double[] stepUp;
  private final double[] mass;

  BinomialMass(int n) {
    this.n = n;
    this.stepUp = new double[n];
    for (int k = 0; k < n; k++) {
      stepUp[k] = (double) (n - k) / (k + 1);
    }
    this.mass = new double[n + 1];
  }

  /** The probabilities at a rate strictly between 0 and 1. The array is reused by the next call. */
  double[] at(double rate) {
    double odds = rate / (1 - rate);
    int mode = Math.min(n, (int) ((n + 1) * rate));
    double sum = 1;
    mass[mode] = 1;
    double value = 1;
    int above = mode;
    for (; above < n; above++) {
      value *= stepUp[above] * odds;
      if (value < NEGLIGIBLE) {
        break;
      }
      mass[above + 1] = value;
      sum += value;
    }
    Arrays.fill(mass, above + 1, n + 1, 0);
    value = 1;
    double inverseOdds = (1 - rate) / rate;
    int below = mode;
    for (; below > 0; below--) {
      value *= inverseOdds / stepUp[below - 1];
      if (value < NEGLIGIBLE) {
        break;
      }
      mass[below - 1] = value;
      sum += value;
    }
    Arrays.fill(mass, 0, below, 0);
    for (int k = below; k <= above; k++) {
      mass[k] /= sum;
    }
    return mass;
  }
}
