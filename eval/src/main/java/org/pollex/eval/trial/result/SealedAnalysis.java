package org.pollex.eval.trial.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.ComparisonSettings;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.PairResult;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.statistics.multiplicity.CompactLetters;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.decide.PairVerdict;
import org.pollex.eval.trial.decide.SealedSequence;
import org.pollex.eval.trial.plan.TrialPlan;

/**
 * The analysis that was sealed, applied to an opened trial: which pairs are separated is what the
 * plan's {@link DecisionRule} says, intervals and posteriors are added to describe the rates.
 *
 * @param verdicts every pair in every task, in the plan's order of tasks and policies; empty when
 *     the comparison alone says it all
 * @param comparison the same decisions with all that describes them
 */
public record SealedAnalysis(List<PairVerdict> verdicts, Comparison comparison) {
  private static final String SEQUENTIAL =
      "Separations are those of the sealed sequential test (%s); p-values and intervals describe"
          + " the rates as if their number had been fixed.";

  /** Stands among the warnings when the sealed analysis says nothing of all tasks together. */
  public static final String NO_POOLED_TEST =
      "No test of rates pooled over tasks was sealed: letters there say nothing.";

  /** Applies the sealed analysis. */
  public static SealedAnalysis of(TrialResult result) {
    TrialPlan.Analysis analysis = result.plan().analysis();
    Comparison plain =
        Comparison.of(
            result.table(),
            new ComparisonSettings(
                analysis.alpha(),
                1 - analysis.alpha(),
                PValueAdjustment.valueOf(analysis.correction().toUpperCase(Locale.ROOT))));
    boolean asItIs =
        !analysis.isSequential() && analysis.family().equals(TrialPlan.Analysis.PER_TASK);
    if (asItIs) {
      return new SealedAnalysis(List.of(), plain);
    }
    List<PairVerdict> verdicts = verdicts(result);
    return new SealedAnalysis(verdicts, decided(plain, new Names(result, verdicts), analysis));
  }

  /** Replays the outcomes, in sealed order, through the sealed rule. */
  private static List<PairVerdict> verdicts(TrialResult result) {
    List<String> policies = result.policies().stream().map(TestedPolicy::name).toList();
    Map<Integer, TrialOutcome> byIndex = new HashMap<>();
    result.outcomes().forEach(outcome -> byIndex.put(outcome.index(), outcome));
    DecisionRule.Run run =
        DecisionRule.of(
                result.plan().analysis(),
                policies.size(),
                result.tasks().size(),
                result.plan().rollouts(),
                result.plan().seed())
            .start();
    // A bundle whose first trial was not needed still has another one that says which task it is.
    SealedSequence sequence =
        new SealedSequence(
            run,
            policies.size(),
            index -> task(result, byIndex, index / policies.size(), policies.size()),
            index -> policies.indexOf(byIndex.get(index).policy()));
    for (TrialOutcome outcome : result.outcomes()) {
      sequence.reach(outcome.index());
      sequence.observe(outcome.index(), outcome.success());
    }
    sequence.close();
    return run.verdicts();
  }

  private static int task(
      TrialResult result, Map<Integer, TrialOutcome> byIndex, int bundle, int size) {
    for (int index = bundle * size; index < (bundle + 1) * size; index++) {
      if (byIndex.containsKey(index)) {
        return result.tasks().indexOf(byIndex.get(index).task());
      }
    }
    throw new IllegalStateException("bundle " + bundle + " has no outcome");
  }

  /** Verdicts by names. */
  private record Names(TrialResult result, List<PairVerdict> verdicts) {
    PairVerdict of(String task, String one, String other) {
      List<String> policies = result.policies().stream().map(TestedPolicy::name).toList();
      int a = Math.min(policies.indexOf(one), policies.indexOf(other));
      int b = Math.max(policies.indexOf(one), policies.indexOf(other));
      int at = result.tasks().indexOf(task);
      return verdicts.stream()
          .filter(verdict -> verdict.task() == at && verdict.a() == a && verdict.b() == b)
          .findFirst()
          .orElseThrow();
    }
  }

  private static Comparison decided(Comparison plain, Names names, TrialPlan.Analysis analysis) {
    List<FamilyComparison> tasks =
        plain.tasks().stream()
            .map(family -> decided(family, pair -> names.of(family.name(), pair.a(), pair.b())))
            .toList();
    FamilyComparison pooled = plain.pooled();
    List<String> warnings = new ArrayList<>();
    if (analysis.isSequential()) {
      warnings.add(SEQUENTIAL.formatted(analysis.test()));
      pooled =
          tasks.size() == 1
              ? decided(pooled, pair -> names.of(tasks.getFirst().name(), pair.a(), pair.b()))
              : undecided(pooled);
      if (tasks.size() > 1) {
        warnings.add(NO_POOLED_TEST);
      }
    } else {
      warnings.addAll(plain.warnings());
    }
    return new Comparison(plain.settings(), tasks, pooled, List.copyOf(warnings));
  }

  /** What the rule says of a pair. */
  private interface Verdicts {
    PairVerdict of(PairResult pair);
  }

  private static FamilyComparison decided(FamilyComparison family, Verdicts verdicts) {
    return withPairs(
        family,
        family.pairs().stream()
            .map(
                pair -> {
                  PairVerdict verdict = verdicts.of(pair);
                  return with(
                      pair, verdict.adjustedP().orElse(pair.adjustedP()), verdict.separated());
                })
            .toList());
  }

  private static FamilyComparison undecided(FamilyComparison family) {
    return withPairs(
        family, family.pairs().stream().map(pair -> with(pair, pair.adjustedP(), false)).toList());
  }

  private static FamilyComparison withPairs(FamilyComparison family, List<PairResult> pairs) {
    CompactLetters letters =
        CompactLetters.of(
            family.policies().stream().map(PolicyResult::policy).toList(),
            pairs.stream()
                .filter(PairResult::separated)
                .map(pair -> new CompactLetters.Separated(pair.a(), pair.b()))
                .toList());
    return new FamilyComparison(family.name(), family.policies(), pairs, letters);
  }

  private static PairResult with(PairResult pair, double adjustedP, boolean separated) {
    return new PairResult(
        pair.a(),
        pair.b(),
        pair.table(),
        pair.difference(),
        pair.p(),
        adjustedP,
        separated,
        pair.probabilityBGreater(),
        pair.secondary());
  }
}
