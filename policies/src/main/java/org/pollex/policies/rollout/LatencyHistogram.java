package org.pollex.policies.rollout;

/**
 * Counts of durations in logarithmic buckets: 8 per octave from 1 µs, so every reading is within 9
 * %. One writer; readable when the writer is done.
 */
public final class LatencyHistogram {
  private static final int PER_OCTAVE = 8;
  private static final int BUCKETS = 26 * PER_OCTAVE;

  private final long[] counts = new long[BUCKETS];
  private long total;
  private long max;

  /** Adds a duration. */
  public void add(long nanos) {
    double octaves = Math.log(Math.max(nanos, 1000) / 1000.0) / Math.log(2);
    counts[Math.min(BUCKETS - 1, (int) (octaves * PER_OCTAVE))]++;
    total++;
    max = Math.max(max, nanos);
  }

  /** Returns the number of durations. */
  public long count() {
    return total;
  }

  /** Returns the longest duration in nanoseconds. */
  public long maxNanos() {
    return max;
  }

  /** Returns the duration in nanoseconds that a share of all durations stay below; 0 when empty. */
  public long quantileNanos(double share) {
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (total > 0 && seen >= share * total) {
        return Math.min(max, (long) (1000 * Math.pow(2, (i + 1.0) / PER_OCTAVE)));
      }
    }
    return 0;
  }

  /** Returns a copy of the counts; bucket i ends at 1 µs · 2^((i+1)/8). */
  public long[] counts() {
    return counts.clone();
  }
}
