package org.pollex.eval.trial.result;

import java.util.List;

/**
 * Measured wall times of one policy's rollouts.
 *
 * @param policy name of the policy
 * @param decision time from observation to decision, transport included
 * @param step time of the world's step
 * @param wallSeconds wall time of each of its rollouts, in sealed order
 */
public record PolicyTiming(
    String policy, Histogram decision, Histogram step, List<Double> wallSeconds) {

  /**
   * Counts in logarithmic buckets.
   *
   * @param edges upper ends of the buckets that are not empty, seconds, ascending
   * @param counts readings in each
   * @param median seconds
   * @param p99 seconds
   * @param max seconds
   */
  public record Histogram(
      List<Double> edges, List<Long> counts, double median, double p99, double max) {}
}
