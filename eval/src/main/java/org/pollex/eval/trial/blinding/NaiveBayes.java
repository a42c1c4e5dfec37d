package org.pollex.eval.trial.blinding;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The naive Bayes classifier over marks that are there or not, with one imaginary trial of every
 * policy at every mark (Laplace). All policies are equally frequent beforehand, as in a bundle.
 */
final class NaiveBayes {
  private final int policies;
  private final Map<String, int[]> counts = new HashMap<>();

  NaiveBayes(int policies) {
    this.policies = policies;
  }

  /** Learns from a trial. */
  void learn(Collection<String> marks, int policy) {
    for (String mark : marks) {
      counts.computeIfAbsent(mark, fresh -> new int[policies])[policy]++;
    }
  }

  /** Returns the logarithm of each policy's probability, up to a common constant. */
  double[] scores(Collection<String> marks) {
    double[] scores = new double[policies];
    for (String mark : marks) {
      int[] seen = counts.get(mark);
      if (seen != null) {
        int total = policies;
        for (int count : seen) {
          total += count;
        }
        for (int policy = 0; policy < policies; policy++) {
          scores[policy] += Math.log((double) policies * (seen[policy] + 1) / total);
        }
      }
    }
    return scores;
  }
}
