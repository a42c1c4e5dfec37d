package org.pollex.eval.statistics.sequential;

import java.util.Arrays;

/**
 * The critical table of Lai's (1988) nearly Bayes-optimal sequential test for a fair coin.
 *
 * <p>Only discordant pairs count. After m of them, s favouring one policy, that policy is declared
 * better if s/m is above 1/2 and m KL(s/m || 1/2) is at least h(c m)^2 / (2 c m), where KL is the
 * Bernoulli divergence in nats, h Lai's approximation of the optimal boundary and c the cost that
 * sets the error rate. What matters of c is only this table of integers.
 */
final class LaiBoundary {

  private LaiBoundary() {}

  /**
   * Smallest number of discordant pairs favouring one policy that stops, by the number m of all
   * discordant pairs; m + 1 where none can. Index 0 is unused.
   */
  static int[] criticalTable(double c, int pairs) {
    int[] critical = new int[pairs + 1];
    int smallest = 0;
    for (int m = 1; m <= pairs; m++) {
      double time = c * m;
      double threshold = lai(time) * lai(time) / (2 * time);
      // The critical number never falls and rises by at most one per discordant pair or so, but
      // the search does not rely on the latter.
      int s = Math.max(smallest, m / 2 + 1);
      while (s <= m && m * divergence((double) s / m) < threshold) {
        s++;
      }
      critical[m] = s;
      smallest = Math.min(s, m);
    }
    return critical;
  }

  /** Lai's h, the boundary of the optimal stopping of a Brownian motion; four stretches. */
  static double lai(double t) {
    if (t < 0.01) {
      double inverse = Math.log(1 / t);
      return Math.sqrt(
          t
              * (2 * inverse
                  + Math.log(inverse)
                  - Math.log(4 * Math.PI)
                  - 3 * Math.exp(-0.016 / Math.sqrt(t))));
    }
    if (t < 0.1) {
      return 0.39 - 0.015 / Math.sqrt(t);
    }
    if (t < 0.8) {
      return Math.exp(-0.69 * t - 1);
    }
    return 0.25
        * Math.sqrt(2 / Math.PI)
        * (Math.pow(t, -0.5) - 5 / (48 * Math.PI * Math.pow(t, 2.5)));
  }

  /** KL(q || 1/2) of Bernoulli distributions, in nats. */
  private static double divergence(double q) {
    double low = q == 1 ? 0 : (1 - q) * Math.log(1 - q);
    return Math.log(2) + q * Math.log(q) + low;
  }

  /**
   * Probability of declaring one given direction when both policies succeed with probability 1/2,
   * which is the worst common rate: the number of discordant pairs is then largest.
   */
  static double size(int[] critical) {
    int pairs = critical.length - 1;
    double[] first = firstCrossing(critical, 0.5)[0];
    double[] atLeast = atLeast(pairs, 0.5);
    double size = 0;
    for (int m = 1; m <= pairs; m++) {
      size += first[m] * atLeast[m];
    }
    return size;
  }

  /**
   * Probabilities that the walk of discordant pairs is first stopped by the m-th of them, for the
   * favoured direction (row 0) and for the other one (row 1).
   *
   * @param share probability that a discordant pair favours the favoured direction
   */
  static double[][] firstCrossing(int[] critical, double share) {
    int pairs = critical.length - 1;
    double[][] first = new double[2][pairs + 1];
    double[] walk = new double[pairs + 2]; // by the number of pairs that favour the direction
    walk[0] = 1;
    for (int m = 1; m <= pairs; m++) {
      for (int s = m; s >= 0; s--) {
        walk[s] = walk[s] * (1 - share) + (s > 0 ? walk[s - 1] * share : 0);
        if (s >= critical[m]) {
          first[0][m] += walk[s];
          walk[s] = 0;
        } else if (m - s >= critical[m]) {
          first[1][m] += walk[s];
          walk[s] = 0;
        }
      }
    }
    return first;
  }

  /** P(Binomial(n, rate) is at least m) for m = 0..n. */
  private static double[] atLeast(int n, double rate) {
    double[] tail = binomial(n, rate);
    for (int m = n - 1; m >= 0; m--) {
      tail[m] += tail[m + 1];
    }
    return tail;
  }

  /** Binomial probabilities 0..n, by the addition of one trial after another. */
  private static double[] binomial(int n, double rate) {
    double[] mass = new double[n + 1];
    mass[0] = 1;
    for (int t = 1; t <= n; t++) {
      addTrial(mass, t, rate);
    }
    return mass;
  }

  private static void addTrial(double[] mass, int t, double rate) {
    for (int k = t; k >= 0; k--) {
      mass[k] = mass[k] * (1 - rate) + (k > 0 ? mass[k - 1] * rate : 0);
    }
  }

  /** Exact operating characteristics at true success rates, in O(pairs^2). */
  static OperatingCharacteristics at(int[] critical, double rateA, double rateB) {
    int pairs = critical.length - 1;
    double favoursB = rateB * (1 - rateA);
    double discordant = favoursB + rateA * (1 - rateB);
    double[][] first = firstCrossing(critical, discordant == 0 ? 0.5 : favoursB / discordant);
    double[] running = new double[pairs + 1];
    Arrays.fill(running, 1);
    for (int m = 1; m <= pairs; m++) {
      running[m] = running[m - 1] - first[0][m] - first[1][m];
    }
    double expected = 0;
    double[] mass = new double[pairs + 1];
    mass[0] = 1;
    for (int t = 0; t < pairs; t++) {
      for (int m = 0; m <= t; m++) {
        expected += mass[m] * running[m];
      }
      addTrial(mass, t + 1, discordant);
    }
    double[] atLeast = atLeast(pairs, discordant);
    double a = 0;
    double b = 0;
    for (int m = 1; m <= pairs; m++) {
      a += first[1][m] * atLeast[m];
      b += first[0][m] * atLeast[m];
    }
    return new OperatingCharacteristics(a, b, expected);
  }
}
