package org.pollex.eval.trial.run;

import java.util.Map;
import java.util.TreeMap;
import org.pollex.policies.rollout.LatencyHistogram;

/**
 * Measured wall times of one trial.
 *
 * @param index position in the sealed order
 * @param started when it started, ISO 8601, UTC
 * @param seconds wall time from start to end
 * @param decision counts of times from observation to decision, by bucket of {@link
 *     LatencyHistogram}
 * @param step counts of times of the world's steps, by bucket
 */
public record TimingRecord(
    int index,
    String started,
    double seconds,
    Map<Integer, Long> decision,
    Map<Integer, Long> step) {

  /** Returns the buckets that are not empty. */
  static Map<Integer, Long> buckets(LatencyHistogram histogram) {
    Map<Integer, Long> buckets = new TreeMap<>();
    long[] counts = histogram.counts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        buckets.put(i, counts[i]);
      }
    }
    return buckets;
  }
}
