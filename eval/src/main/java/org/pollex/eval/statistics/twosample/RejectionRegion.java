package org.pollex.eval.statistics.twosample;

import java.util.Arrays;

/**
 * A set of 2x2 tables that count as at least as extreme as the observed one, described by two
 * staircases: tables where A does badly (b at least {@code floor[a]}) and tables where B does badly
 * (b at most {@code ceiling[a]}).
 *
 * <p>Both orderings in use, the pooled z statistic and Fisher's p-value, fulfil Barnard's convexity
 * condition, so that the region is bounded by monotone staircases and its probability at one value
 * of the nuisance parameter costs O(nA + nB) instead of O(nA nB).
 */
final class RejectionRegion {

  /** Says whether the table (a successes of A, b successes of B) belongs to the region. */
  @FunctionalInterface
  interface Membership {
    boolean contains(int a, int b);
  }

  private final int[] floor;
  private final int[] ceiling;
  private final BinomialMass massA;
  private final BinomialMass massB;
  private final double[] lowerTail;
  private final double[] upperTail;

  private RejectionRegion(int[] floor, int[] ceiling, int trialsB) {
    this.floor = floor;
    this.ceiling = ceiling;
    this.massA = new BinomialMass(floor.length - 1);
    this.massB = new BinomialMass(trialsB);
    this.lowerTail = new double[trialsB + 2];
    this.upperTail = new double[trialsB + 2];
  }

  /**
   * Builds the region from two monotone memberships.
   *
   * @param worseA tables where A does badly; closed under fewer successes of A and more of B
   * @param worseB tables where B does badly; closed under more successes of A and fewer of B
   */
  static RejectionRegion of(int trialsA, int trialsB, Membership worseA, Membership worseB) {
    int[] floor = new int[trialsA + 1];
    int[] ceiling = new int[trialsA + 1];
    int step = 0;
    for (int a = 0; a <= trialsA; a++) {
      while (step <= trialsB && !worseA.contains(a, step)) {
        step++;
      }
      floor[a] = step;
    }
    step = -1;
    for (int a = 0; a <= trialsA; a++) {
      while (step < trialsB && worseB.contains(a, step + 1)) {
        step++;
      }
      ceiling[a] = Math.min(step, floor[a] - 1);
    }
    return new RejectionRegion(floor, ceiling, trialsB);
  }

  /** The tables of one side only. */
  static RejectionRegion oneSided(int trialsA, int trialsB, Membership worseA) {
    return of(trialsA, trialsB, worseA, (a, b) -> false);
  }

  boolean contains(int a, int b) {
    return b >= floor[a] || b <= ceiling[a];
  }

  /** Probability of the region when both policies succeed with the same rate. */
  double probability(double rate) {
    if (rate <= 0 || rate >= 1) {
      int a = rate <= 0 ? 0 : floor.length - 1;
      int b = rate <= 0 ? 0 : upperTail.length - 2;
      return contains(a, b) ? 1 : 0;
    }
    double[] a = massA.at(rate);
    double[] b = massB.at(rate);
    int trialsB = b.length - 1;
    Arrays.fill(upperTail, trialsB + 1, trialsB + 2, 0);
    for (int k = trialsB; k >= 0; k--) {
      upperTail[k] = upperTail[k + 1] + b[k];
    }
    lowerTail[0] = 0; // lowerTail[k] is the probability of fewer than k successes
    for (int k = 0; k <= trialsB; k++) {
      lowerTail[k + 1] = lowerTail[k] + b[k];
    }
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * (upperTail[floor[k]] + lowerTail[ceiling[k] + 1]);
    }
    return Math.min(1, sum);
  }
}
