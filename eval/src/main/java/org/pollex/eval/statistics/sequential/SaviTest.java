package org.pollex.eval.statistics.sequential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A safe, anytime-valid test of two rates by betting (after Turner and Grunwald 2023).
 *
 * <p>For each direction an e-process starts at 1. Before every pair, the predictive rates of both
 * policies are read from Beta counts that start in favour of the direction (worse policy Beta(1,
 * 2), better one Beta(2, 1)). If they agree with the direction, the e-process is multiplied by the
 * likelihood of the pair under them over the likelihood under their common mean. Under equal rates
 * it is a non-negative martingale, so it ever reaches 1/alpha with probability at most alpha
 * (Ville's inequality), whenever one looks and however long the study goes on.
 */
public final class SaviTest implements SequentialTest {

  private final double alpha;

  /**
   * @param alpha error rate per direction, strictly between 0 and 1/2
   */
  public SaviTest(double alpha) {
    SequentialLimits.checkAlpha(alpha);
    this.alpha = alpha;
  }

  @Override
  public double alphaPerDirection() {
    return alpha;
  }

  @Override
  public Optional<OperatingCharacteristics> exactly(double rateA, double rateB) {
    return Optional.empty();
  }

  @Override
  public OptionalInt maximumPairs() {
    return OptionalInt.empty();
  }

  /** Ville's bound, which is alpha itself. */
  @Override
  public double size() {
    return alpha;
  }

  @Override
  public Monitor monitor(long stream) {
    return new Wealth();
  }

  /** The two e-processes, in logarithms. */
  private final class Wealth implements Monitor {
    private final Direction aGreater = new Direction();
    private final Direction bGreater = new Direction();

    @Override
    public Decision observe(boolean a, boolean b) {
      aGreater.observe(b, a);
      bGreater.observe(a, b);
      double needed = -Math.log(alpha);
      if (bGreater.largest >= needed) {
        return Decision.B_GREATER;
      }
      return aGreater.largest >= needed ? Decision.A_GREATER : Decision.UNDECIDED;
    }

    @Override
    public OptionalInt decidingLead() {
      return OptionalInt.empty(); // wealth decides, see the evidence
    }

    @Override
    public Map<String, Double> evidence() {
      Map<String, Double> evidence = new LinkedHashMap<>();
      evidence.put("log_e_a_greater", aGreater.logE);
      evidence.put("log_e_b_greater", bGreater.logE);
      evidence.put("p_a_greater", Math.min(1, Math.exp(-aGreater.largest)));
      evidence.put("p_b_greater", Math.min(1, Math.exp(-bGreater.largest)));
      return evidence;
    }
  }

  /** The e-process for one direction, called with the supposedly worse policy first. */
  private static final class Direction {
    private double logE;
    private double largest;
    private int worseSuccesses;
    private int betterSuccesses;
    private int pairs;

    void observe(boolean worse, boolean better) {
      double rateWorse = (1.0 + worseSuccesses) / (3.0 + pairs);
      double rateBetter = (2.0 + betterSuccesses) / (3.0 + pairs);
      if (rateWorse < rateBetter) {
        double common = (rateWorse + rateBetter) / 2;
        logE +=
            Math.log(likelihood(worse, rateWorse) / likelihood(worse, common))
                + Math.log(likelihood(better, rateBetter) / likelihood(better, common));
      }
      largest = Math.max(largest, logE);
      worseSuccesses += worse ? 1 : 0;
      betterSuccesses += better ? 1 : 0;
      pairs++;
    }

    private static double likelihood(boolean success, double rate) {
      return success ? rate : 1 - rate;
    }
  }
}
