package org.pollex.eval.statistics;

import java.util.List;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/**
 * Two policies compared within one family.
 *
 * @param a policy with the higher or equal success rate (earlier in display order)
 * @param b the other policy
 * @param table their success counts
 * @param difference confidence interval (Newcombe) of rate A minus rate B
 * @param p raw two-sided p-value of Barnard's test
 * @param adjustedP p corrected over the pairs of the family
 * @param separated whether the corrected p is at most alpha
 * @param probabilityBGreater posterior probability, under uniform priors, that B's rate is higher
 * @param secondary tests of scores and times, where the outcomes have them
 */
public record PairResult(
    String a,
    String b,
    TwoByTwo table,
    Interval difference,
    double p,
    double adjustedP,
    boolean separated,
    double probabilityBGreater,
    List<SecondaryTest> secondary) {

  /** Posterior probability that A's rate is higher. */
  public double probabilityAGreater() {
    return 1 - probabilityBGreater;
  }
}
