package org.pollex.eval.statistics.sequential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * A truncated test whose decision depends on the success counts of both policies and, at a few
 * states of its boundary, on a draw.
 *
 * <p>The draws come from a generator that every run starts anew from the committed seed and the
 * number of its stream. A draw is used up at each state between the first that may stop and the
 * first that stops for certain.
 */
abstract sealed class CountTest implements SequentialTest
    permits StepTest, BarnardLooksTest, OptimalTest {

  /** Points of the common rate at which sizes are taken. */
  private static final int NULL_POINTS = 199;

  /** Apart by this, seeds of streams cannot meet those of neighbouring seeds. */
  private static final long STREAMS = 0x9e3779b97f4a7c15L;

  private final double alpha;
  private final StoppingTable table;
  private final long seed;

  CountTest(double alpha, StoppingTable table, long seed) {
    this.alpha = alpha;
    this.table = table;
    this.seed = seed;
  }

  final StoppingTable table() {
    return table;
  }

  /** Exact behaviour at true success rates. */
  public final OperatingCharacteristics at(double rateA, double rateB) {
    return new CountDynamics(table).at(rateA, rateB);
  }

  /**
   * Largest exact probability of declaring one given direction, searched from {@code points} rates.
   */
  public final double size(int points) {
    return new NullSize(new CountDynamics(table).stoppedByTotal()).largest(points);
  }

  @Override
  public final double alphaPerDirection() {
    return alpha;
  }

  @Override
  public final Optional<OperatingCharacteristics> exactly(double rateA, double rateB) {
    return Optional.of(at(rateA, rateB));
  }

  @Override
  public final OptionalInt maximumPairs() {
    return OptionalInt.of(table.pairs());
  }

  @Override
  public final double size() {
    return size(NULL_POINTS);
  }

  @Override
  public final Monitor monitor(long stream) {
    long own = stream == 0 ? seed : new SplittableRandom(seed + stream * STREAMS).nextLong() >>> 1;
    return new Counts(new Pcg64(own));
  }

  /** Counts successes. */
  private final class Counts implements Monitor {
    private final DoubleSupplier uniform;
    private int pairs;
    private int successesA;
    private int successesB;
    private double weight;
    private double undecided = 1;
    private int earliest;

    private Counts(DoubleSupplier uniform) {
      this.uniform = uniform;
    }

    @Override
    public Decision observe(boolean a, boolean b) {
      pairs++;
      successesA += a ? 1 : 0;
      successesB += b ? 1 : 0;
      int few = Math.min(successesA, successesB);
      int many = Math.max(successesA, successesB);
      weight = table.weight(pairs, few, many);
      undecided *= 1 - weight;
      earliest = earliest == 0 && weight > 0 ? pairs : earliest;
      boolean drawn = many > few && many >= table.first(pairs, few) && weight < 1;
      boolean stops = drawn ? uniform.getAsDouble() <= weight : weight == 1;
      if (!stops) {
        return Decision.UNDECIDED;
      }
      return successesA > successesB ? Decision.A_GREATER : Decision.B_GREATER;
    }

    @Override
    public OptionalInt decidingLead() {
      int few = Math.min(successesA, successesB);
      int full = table.full(pairs, few);
      return full > pairs ? OptionalInt.empty() : OptionalInt.of(full - few);
    }

    @Override
    public Map<String, Double> evidence() {
      Map<String, Double> evidence = new LinkedHashMap<>();
      evidence.put("successes_a", (double) successesA);
      evidence.put("successes_b", (double) successesB);
      evidence.put("stopping_probability", weight);
      evidence.put("decided_by_now_probability", 1 - undecided);
      if (earliest > 0) {
        evidence.put("earliest_possible_stop", (double) earliest);
      }
      return evidence;
    }
  }
}
