package org.pollex.eval.statistics.sequential;

/**
 * The truncated test that is optimal for a stated prior and a stated price of a pair: it maximises
 * the expected number of correct decisions less the price of the pairs that it needs, subject to an
 * exact size of at most alpha at every common success rate.
 */
public final class OptimalTest extends CountTest {

  /** Most pairs: the path mass at rate 1/2 must stay within double precision. */
  public static final int MOST_PAIRS = 500;

  private final double cost;
  private final double value;
  private final double bound;

  private OptimalTest(double alpha, double cost, OptimalSynthesis.Optimum optimum, long seed) {
    super(alpha, optimum.table(), seed);
    this.cost = cost;
    this.value = optimum.value();
    this.bound = optimum.bound();
  }

  /** The price of a pair where nothing else is said: all pairs together cost 1/4 of a decision. */
  public static double usualCost(int pairs) {
    return 0.25 / pairs;
  }

  /**
   * Designs the test.
   *
   * @param prior belief about the two rates
   * @param cost price of one pair in units of one correct decision, not negative
   * @param alpha error rate per direction
   * @param pairs committed maximum, at most {@value #MOST_PAIRS}
   * @param seed of the draws at states that stop with a fractional probability
   */
  public static OptimalTest of(RatePrior prior, double cost, double alpha, int pairs, long seed) {
    SequentialLimits.check(alpha, pairs, 2, MOST_PAIRS);
    if (!(cost >= 0 && cost < 1)) {
      throw new IllegalArgumentException(
          "given cost %s of a pair; allowed: 0 up to 1 (one correct decision)".formatted(cost));
    }
    return new OptimalTest(
        alpha, cost, OptimalSynthesis.synthesise(prior, cost, alpha, pairs), seed);
  }

  /** Price of one pair in units of one correct decision. */
  public double cost() {
    return cost;
  }

  /** Expected correct decisions less price of pairs, under the prior. */
  public double value() {
    return value;
  }

  /** No test of this size has a larger {@link #value}: the proof of optimality. */
  public double bound() {
    return bound;
  }
}
