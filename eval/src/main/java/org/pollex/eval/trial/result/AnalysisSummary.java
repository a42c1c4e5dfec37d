package org.pollex.eval.trial.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.trial.decide.PairVerdict;

/**
 * The sealed analysis in numbers, as {@code results.json} stores it and {@code verify} computes it
 * again.
 *
 * @param families each task's, then the one pooled over tasks, which is the headline
 * @param sequential where each pair of a sequential test ended; empty for a fixed number of
 *     rollouts
 * @param warnings what a reader must know
 */
public record AnalysisSummary(
    List<Family> families, List<SequentialPair> sequential, List<String> warnings) {

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

  /**
   * Where a sequential test of two policies in a task ended.
   *
   * @param task task id
   * @param a name of a policy
   * @param b name of a later policy in the plan
   * @param decision {@code a_greater}, {@code b_greater}, {@code undecided}
   * @param stop the pair, from 1, at which it decided; absent when it did not
   * @param pairs pairs of rollouts that it looked at
   * @param evidence its figures at the last of them
   */
  public record SequentialPair(
      String task,
      String a,
      String b,
      String decision,
      Integer stop,
      int pairs,
      Map<String, Double> evidence) {}

  /** Sums up the sealed analysis of an opened trial. */
  static AnalysisSummary of(TrialResult result, SealedAnalysis analysis) {
    Comparison comparison = analysis.comparison();
    List<Family> families = new ArrayList<>();
    comparison.tasks().forEach(task -> families.add(family(task)));
    families.add(family(comparison.pooled()));
    List<SequentialPair> sequential =
        result.plan().analysis().isSequential()
            ? analysis.verdicts().stream().map(verdict -> sequential(result, verdict)).toList()
            : List.of();
    return new AnalysisSummary(families, sequential, comparison.warnings());
  }

  private static SequentialPair sequential(TrialResult result, PairVerdict verdict) {
    return new SequentialPair(
        result.tasks().get(verdict.task()),
        result.policies().get(verdict.a()).name(),
        result.policies().get(verdict.b()).name(),
        verdict.decision().name().toLowerCase(Locale.ROOT),
        verdict.stop().isPresent() ? verdict.stop().getAsInt() : null,
        verdict.pairs(),
        verdict.evidence());
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
