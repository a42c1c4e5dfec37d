package org.pollex.eval.statistics.sequential;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lai's (1988) sequential test on discordant pairs, truncated at a committed number of pairs.
 *
 * <p>{@link #exact} chooses the cost c by exact enumeration: the largest for which the true size is
 * at most alpha. {@link #published} uses the values of c behind published robot evaluations, which
 * came from simulation; it serves comparison with papers only, since its size is mostly below, and
 * for very few pairs above, the nominal one.
 */
public final class LaiTest implements SequentialTest {

  /** Larger designs are refused: exact enumeration takes time quadratic in the pairs. */
  public static final int MOST_PAIRS = 20_000;

  private final double alpha;
  private final double cost;
  private final int[] critical;

  private LaiTest(double alpha, double cost, int pairs) {
    this.alpha = alpha;
    this.cost = cost;
    this.critical = LaiBoundary.criticalTable(cost, pairs);
  }

  /**
   * The test with exactly calibrated cost.
   *
   * @param alpha error rate per direction, strictly between 0 and 1/2
   * @param pairs committed maximum, 1 to {@value #MOST_PAIRS}
   */
  public static LaiTest exact(double alpha, int pairs) {
    SequentialLimits.check(alpha, pairs, 1, MOST_PAIRS);
    return new LaiTest(alpha, LaiCalibration.exactCost(alpha, pairs), pairs);
  }

  /**
   * The test with the cost of the published implementation.
   *
   * @param alpha error rate per direction: .05, .01 or .05/3
   */
  public static LaiTest published(double alpha, int pairs) {
    SequentialLimits.check(alpha, pairs, 1, MOST_PAIRS);
    return new LaiTest(alpha, LaiCalibration.publishedCost(alpha, pairs), pairs);
  }

  /** The test with a given cost, however it was found. */
  public static LaiTest withCost(double alpha, double cost, int pairs) {
    SequentialLimits.check(alpha, pairs, 1, MOST_PAIRS);
    return new LaiTest(alpha, cost, pairs);
  }

  /** The cost c of one discordant pair. */
  public double cost() {
    return cost;
  }

  /**
   * Smallest number of discordant pairs favouring one policy that stops; index m - 1 for m
   * discordant pairs, m + 1 where none can.
   */
  public int[] criticalTable() {
    return Arrays.copyOfRange(critical, 1, critical.length);
  }

  /** Exact behaviour at true success rates. */
  public OperatingCharacteristics at(double rateA, double rateB) {
    return LaiBoundary.at(critical, rateA, rateB);
  }

  @Override
  public double alphaPerDirection() {
    return alpha;
  }

  @Override
  public Optional<OperatingCharacteristics> exactly(double rateA, double rateB) {
    return Optional.of(at(rateA, rateB));
  }

  @Override
  public OptionalInt maximumPairs() {
    return OptionalInt.of(critical.length - 1);
  }

  @Override
  public double size() {
    return LaiBoundary.size(critical);
  }

  @Override
  public Monitor monitor(long stream) {
    return new Discordant();
  }

  /** Counts discordant pairs. */
  private final class Discordant implements Monitor {
    private int favoursA;
    private int favoursB;

    @Override
    public Decision observe(boolean a, boolean b) {
      favoursA += a && !b ? 1 : 0;
      favoursB += b && !a ? 1 : 0;
      int needed = critical[favoursA + favoursB];
      if (favoursA + favoursB == 0 || Math.max(favoursA, favoursB) < needed) {
        return Decision.UNDECIDED;
      }
      return favoursA > favoursB ? Decision.A_GREATER : Decision.B_GREATER;
    }

    @Override
    public OptionalInt decidingLead() {
      int discordant = favoursA + favoursB;
      int needed = critical[discordant];
      return needed > discordant || discordant == 0
          ? OptionalInt.empty()
          : OptionalInt.of(2 * needed - discordant);
    }

    @Override
    public Map<String, Double> evidence() {
      Map<String, Double> evidence = new LinkedHashMap<>();
      evidence.put("favours_a", (double) favoursA);
      evidence.put("favours_b", (double) favoursB);
      evidence.put("needed", (double) critical[favoursA + favoursB]);
      evidence.put("cost", cost);
      return evidence;
    }
  }
}
