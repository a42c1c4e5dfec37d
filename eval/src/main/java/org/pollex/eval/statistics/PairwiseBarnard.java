package org.pollex.eval.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/**
 * The decision rule of a family: every pair of policies by Barnard's two-sided test, corrected over
 * the pairs. Reports and the simulation of studies share it.
 */
public final class PairwiseBarnard {

  private final double alpha;
  private final PValueAdjustment adjustment;
  private final ToDoubleFunction<TwoByTwo> test;

  /** The rule with Barnard's test, which remembers the tables that it has seen. */
  public PairwiseBarnard(double alpha, PValueAdjustment adjustment) {
    this(alpha, adjustment, remembering(table -> BarnardTest.twoSided(table).value()));
  }

  /**
   * @param test two-sided p-value of a table
   */
  public PairwiseBarnard(
      double alpha, PValueAdjustment adjustment, ToDoubleFunction<TwoByTwo> test) {
    this.alpha = alpha;
    this.adjustment = adjustment;
    this.test = test;
  }

  /**
   * One pair of the family.
   *
   * @param a index of a policy
   * @param b index of a later policy
   * @param p raw p-value
   * @param adjustedP corrected p-value
   * @param separated whether the corrected p-value is at most alpha
   */
  public record Verdict(int a, int b, double p, double adjustedP, boolean separated) {}

  private static ToDoubleFunction<TwoByTwo> remembering(ToDoubleFunction<TwoByTwo> test) {
    Map<TwoByTwo, Double> seen = new ConcurrentHashMap<>();
    return table -> seen.computeIfAbsent(table, test::applyAsDouble);
  }

  /** Verdicts on all pairs, in the order of the policies. */
  public List<Verdict> decide(List<SuccessCount> policies) {
    List<int[]> pairs = new ArrayList<>();
    for (int a = 0; a < policies.size(); a++) {
      for (int b = a + 1; b < policies.size(); b++) {
        pairs.add(new int[] {a, b});
      }
    }
    double[] raw =
        pairs.stream()
            .mapToDouble(
                pair ->
                    test.applyAsDouble(new TwoByTwo(policies.get(pair[0]), policies.get(pair[1]))))
            .toArray();
    double[] adjusted = adjustment.adjust(raw);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < raw.length; i++) {
      int[] pair = pairs.get(i);
      verdicts.add(new Verdict(pair[0], pair[1], raw[i], adjusted[i], adjusted[i] <= alpha));
    }
    return verdicts;
  }
}
