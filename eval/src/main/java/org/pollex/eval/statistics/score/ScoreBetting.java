package org.pollex.eval.statistics.score;

import org.pollex.eval.statistics.sequential.Decision;

/**
 * An anytime-valid test for scores in [0, 1], paired by initial condition: is one policy's mean
 * score higher?
 *
 * <p>Testing by betting (Waudby-Smith and Ramdas 2024): for each direction a gambler stakes a share
 * of the wealth, chosen from the past only and at most one half, on the next difference of scores.
 * If the mean difference is not positive, the wealth is a non-negative supermartingale and ever
 * reaches 1/alpha with probability at most alpha. The stake approximates the growth-optimal one,
 * mean / (variance + mean^2) of the differences so far.
 */
public final class ScoreBetting {

  private static final double MOST_STAKE = 0.5;

  private final double needed;
  private double wealthA;
  private double wealthB;
  private double sum;
  private double squares = 0.25; // one imagined difference of 1/2 in either direction keeps it calm
  private int pairs;
  private Decision decision = Decision.UNDECIDED;

  /**
   * @param alpha error rate per direction, strictly between 0 and 1
   */
  public ScoreBetting(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "given alpha %s; allowed: strictly between 0 and 1".formatted(alpha));
    }
    this.needed = -Math.log(alpha);
  }

  /** Takes in the scores of a pair; a decision, once made, is final. */
  public Decision observe(double scoreA, double scoreB) {
    if (!(scoreA >= 0 && scoreA <= 1 && scoreB >= 0 && scoreB <= 1)) {
      throw new IllegalArgumentException(
          "given scores %s and %s; allowed: 0 to 1".formatted(scoreA, scoreB));
    }
    double difference = scoreB - scoreA;
    wealthB += Math.log1p(stake(1) * difference);
    wealthA += Math.log1p(-stake(-1) * difference);
    pairs++;
    sum += difference;
    squares += difference * difference;
    if (decision == Decision.UNDECIDED) {
      decision =
          wealthB >= needed
              ? Decision.B_GREATER
              : wealthA >= needed ? Decision.A_GREATER : Decision.UNDECIDED;
    }
    return decision;
  }

  /** Share of the wealth staked on differences of the given sign. */
  private double stake(int sign) {
    double mean = sign * sum / (pairs + 1);
    double square = squares / (pairs + 1);
    return Math.clamp(mean / square, 0, MOST_STAKE);
  }

  /** Logarithm of the wealth of betting that A scores higher. */
  public double logWealthA() {
    return wealthA;
  }

  /** Logarithm of the wealth of betting that B scores higher. */
  public double logWealthB() {
    return wealthB;
  }
}
