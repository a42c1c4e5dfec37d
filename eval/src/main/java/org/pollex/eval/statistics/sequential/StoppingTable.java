package org.pollex.eval.statistics.sequential;

import java.util.Arrays;

/**
 * When a test on success counts stops: for every number of pairs t and every count {@code few} of
 * the policy with fewer successes, the probability of stopping by the count {@code many} of the
 * other one.
 *
 * <p>Per (t, few) the probability is 0 below {@code first}, then a stretch of fractions, then 1
 * from {@code full} on. The table is the same for both policies, so the test is symmetric.
 */
final class StoppingTable {

  /** Probabilities no further than this from 0 and 1 count as 0 and 1. */
  static final double NEGLIGIBLE = 1e-6;

  /** One row; {@code full} is t + 1 where nothing stops for certain. */
  private record Row(int first, int full, double[] fractions) {}

  private final Row[][] rows;

  StoppingTable(int pairs) {
    rows = new Row[pairs + 1][];
    for (int t = 0; t <= pairs; t++) {
      rows[t] = new Row[t + 1];
      for (int few = 0; few <= t; few++) {
        rows[t][few] = new Row(t + 1, t + 1, new double[0]);
      }
    }
  }

  int pairs() {
    return rows.length - 1;
  }

  /** Stops for certain when {@code many} is at least {@code full}. */
  void set(int t, int few, int full) {
    rows[t][few] = new Row(full, full, new double[0]);
  }

  /**
   * Sets a row from stopping probabilities; after the first that is 1 all others count as 1.
   *
   * @param weights by {@code many} from 0 to t; those up to {@code few} are not looked at
   */
  void set(int t, int few, double[] weights) {
    int full = few + 1;
    while (full <= t && weights[full] < 1 - NEGLIGIBLE) {
      full++;
    }
    set(t, few, full, weights);
  }

  /** Sets a row from stopping probabilities that may fall again after a 1. */
  void setExactly(int t, int few, double[] weights) {
    int full = t + 1;
    while (full > few + 1 && weights[full - 1] >= 1 - NEGLIGIBLE) {
      full--;
    }
    set(t, few, full, weights);
  }

  private void set(int t, int few, int full, double[] weights) {
    int first = few + 1;
    while (first < full && weights[first] <= NEGLIGIBLE) {
      first++;
    }
    rows[t][few] = new Row(first, full, Arrays.copyOfRange(weights, first, full));
  }

  /** Smallest {@code many} that may stop; t + 1 if none. */
  int first(int t, int few) {
    return rows[t][few].first;
  }

  /** Smallest {@code many} from which the test stops for certain; t + 1 if none. */
  int full(int t, int few) {
    return rows[t][few].full;
  }

  /** Probability of stopping. */
  double weight(int t, int few, int many) {
    Row row = rows[t][few];
    if (many < row.first || many <= few) {
      return 0;
    }
    return many >= row.full ? 1 : row.fractions[many - row.first];
  }
}
