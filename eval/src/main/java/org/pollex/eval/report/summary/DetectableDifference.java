package org.pollex.eval.report.summary;

import org.hipparchus.special.Erf;

/** What a number of rollouts can show, by the normal approximation for two proportions. */
final class DetectableDifference {
  private static final double POWER = 0.8;

  private DetectableDifference() {}

  /**
   * Returns the difference of two success rates, symmetric around {@code centre}, that a two-sided
   * test detects with a power of 80 %: the root of z_power = (d sqrt(n) - z sqrt(2 c (1-c))) /
   * sqrt(p1 q1 + p2 q2) with p1, p2 = c ± d/2.
   *
   * @param n rollouts of each policy, at least 1
   * @return the difference, at most 1
   */
  static double around(double centre, int n, double alpha) {
    double z = normalQuantile(1 - alpha / 2);
    double zPower = normalQuantile(POWER);
    double low = 0;
    double high = 2 * Math.min(centre, 1 - centre);
    double limit = high;
    for (int i = 0; i < 60; i++) {
      double d = (low + high) / 2;
      double p1 = centre + d / 2;
      double p2 = centre - d / 2;
      double spread = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
      double reach = d * Math.sqrt(n) - z * Math.sqrt(2 * centre * (1 - centre));
      if (reach < zPower * spread) {
        low = d;
      } else {
        high = d;
      }
    }
    return Math.min(high, limit);
  }

  private static double normalQuantile(double p) {
    return Math.sqrt(2) * Erf.erfInv(2 * p - 1);
  }
}
