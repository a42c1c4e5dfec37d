package org.pollex.eval.trial.result;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;

/**
 * The sealed analysis in numbers, as {@code results.json} stores it and {@code verify} computes it
 * again.
 *
 * @param families each task's, then the one pooled over tasks, which is the headline
 * @param warnings what a reader must know
 */
public record AnalysisSummary(List<Family> families, List<String> warnings) {

  /**
   * One family of pairs.
   *
   * @param name task id, or {@code pooled}
   * @param policies best first
   * @param pairs all pairs
   */
  public record Family(String name, List<Rate> policies, List<Pair> pairs) {}

  /** A policy's success rate: k of n, Clopper–Pearson interval, posterior mean, letters. */
  public record Rate(
      String policy,
      int successes,
      int trials,
      double low,
      double high,
      double posteriorMean,
      String letters) {}

  /** Two policies compared: raw and corrected p, decision, posterior P(B's rate is higher). */
  public record Pair(
      String a,
      String b,
      double p,
      double adjustedP,
      boolean separated,
      double probabilityBGreater) {}

  /** Takes the numbers out of a comparison. */
  public static AnalysisSummary of(Comparison comparison) {
    List<Family> families = new ArrayList<>();
    comparison.tasks().forEach(task -> families.add(family(task)));
    families.add(family(comparison.pooled()));
    return new AnalysisSummary(families, comparison.warnings());
  }

  private static Family family(FamilyComparison family) {
    return new Family(
        family.name(),
        family.policies().stream()
            .map(
                policy -> {
                  Interval interval = policy.intervals().get(RateInterval.CLOPPER_PEARSON);
                  return new Rate(
                      policy.policy(),
                      policy.count().successes(),
                      policy.count().trials(),
                      interval.low(),
                      interval.high(),
                      policy.posterior().mean(),
                      family.letters(policy.policy()));
                })
            .toList(),
        family.pairs().stream()
            .map(
                pair ->
                    new Pair(
                        pair.a(),
                        pair.b(),
                        pair.p(),
                        pair.adjustedP(),
                        pair.separated(),
                        pair.probabilityBGreater()))
            .toList());
  }
}
