package org.pollex.eval.statistics.sequential;

/**
 * The STEP test (Snyder et al. 2025): a boundary synthesised pair by pair so that a linear budget
 * of risk is spent as fully as possible at every common success rate.
 *
 * <p>Implemented from a description in words alone. The reference implementation of its authors has
 * a non-commercial licence and a note that patents may apply; see {@code docs/STATISTICS.md} before
 * commercial use.
 */
public final class StepTest extends CountTest {

  /** Fewest pairs for which the synthesis is defined. */
  public static final int FEWEST_PAIRS = 10;

  /** Most pairs: the path mass at rate 1/2 must stay within double precision. */
  public static final int MOST_PAIRS = 500;

  /** The seed of published evaluations. */
  public static final long PUBLISHED_SEED = 42;

  /**
   * Between the common rates at which risk is controlled, the size may exceed alpha by this; where
   * it would by more, the risk budget is cut.
   */
  private static final double TOLERATED = 1e-5;

  private static final int FINE_POINTS = 999;

  private StepTest(double alpha, StoppingTable table, long seed) {
    super(alpha, table, seed);
  }

  /**
   * Synthesises the test: about a second for 50 pairs, more for more.
   *
   * @param alpha error rate per direction
   * @param pairs committed maximum, {@value #FEWEST_PAIRS} to {@value #MOST_PAIRS}
   * @param seed of the draws at states that stop with a fractional probability; commit it
   *     beforehand
   */
  public static StepTest of(double alpha, int pairs, long seed) {
    SequentialLimits.check(alpha, pairs, FEWEST_PAIRS, MOST_PAIRS);
    StepTest test = new StepTest(alpha, StepSynthesis.synthesise(alpha, pairs), seed);
    double overshoot = test.size(FINE_POINTS) - alpha;
    for (double budget = alpha; overshoot > TOLERATED; overshoot = test.size(FINE_POINTS) - alpha) {
      budget -= overshoot;
      test = new StepTest(alpha, StepSynthesis.synthesise(budget, pairs), seed);
    }
    return test;
  }
}
