package org.pollex.eval.report.summary;

import org.pollex.eval.trial.result.PolicyTiming;

/**
 * Wall times of a policy's rollouts.
 *
 * @param policy name of the policy
 * @param decision time from an observation to the policy's answer
 * @param step time of one step of the world
 */
public record TimingFigures(String policy, Quantiles decision, Quantiles step) {

  /**
   * Quantiles in seconds; null where nothing was timed.
   *
   * @param count durations timed
   * @param median half of them are at most this long
   * @param p99 99 of 100 are at most this long
   * @param max none is longer
   */
  public record Quantiles(long count, Double median, Double p99, Double max) {}

  static TimingFigures of(PolicyTiming timing) {
    return new TimingFigures(
        timing.policy(), quantiles(timing.decision()), quantiles(timing.step()));
  }

  private static Quantiles quantiles(PolicyTiming.Histogram histogram) {
    long count = histogram.counts().stream().mapToLong(Long::longValue).sum();
    return count == 0
        ? new Quantiles(0, null, null, null)
        : new Quantiles(count, histogram.median(), histogram.p99(), histogram.max());
  }
}
