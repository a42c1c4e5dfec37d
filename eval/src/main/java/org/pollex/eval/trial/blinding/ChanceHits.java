package org.pollex.eval.trial.blinding;

import java.util.Arrays;

/**
 * How many policies of shuffled bundles are guessed right by chance: of m policies in a bundle,
 * exactly k with probability Σ_{j ≤ m−k} (−1)^j / j! / k! (the matching problem of Montmort 1708),
 * whatever the guess is, as long as it names each policy once. Bundles are independent.
 */
final class ChanceHits {
  /** Smaller probabilities are left out, and no smaller one is reported. */
  private static final double LEAST = 1e-40;

  private double[] hits = {1};

  /** Adds a bundle. */
  void add(int policies) {
    double[] bundle = new double[policies + 1];
    double factorial = 1;
    for (int k = 0; k <= policies; k++) {
      factorial *= Math.max(1, k);
      double sum = 0;
      double term = 1;
      for (int j = 0; j <= policies - k; j++) {
        sum += term;
        term /= -(j + 1);
      }
      // All but one right is impossible; the sum says so up to rounding.
      bundle[k] = k == policies - 1 ? 0 : sum / factorial;
    }
    double[] next = new double[hits.length + policies];
    for (int i = 0; i < hits.length; i++) {
      for (int k = 0; k <= policies; k++) {
        next[i + k] += hits[i] * bundle[k];
      }
    }
    int length = next.length;
    while (length > 1 && next[length - 1] < LEAST) {
      length--;
    }
    hits = Arrays.copyOf(next, length);
  }

  /** Returns the probability of at least so many hits. */
  double atLeast(int count) {
    double tail = 0;
    for (int i = hits.length - 1; i >= count; i--) {
      tail += hits[i];
    }
    return Math.min(1, Math.max(LEAST, tail));
  }
}
