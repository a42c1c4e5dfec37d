package org.pollex.eval.trial.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pollex.eval.statistics.PairwiseBarnard;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.sequential.Decision;
import org.pollex.eval.trial.plan.TrialPlan;

/** Every rollout is made; then Barnard's exact test of every pair, corrected over the family. */
final class FixedRule implements DecisionRule {
  private final TrialPlan.Analysis analysis;
  private final PValueAdjustment adjustment;
  private final PairwiseBarnard rule;
  private final int policies;
  private final int tasks;

  FixedRule(TrialPlan.Analysis analysis, int policies, int tasks) {
    this.analysis = analysis;
    this.policies = policies;
    this.tasks = tasks;
    this.adjustment = PValueAdjustment.valueOf(analysis.correction().toUpperCase(Locale.ROOT));
    this.rule = new PairwiseBarnard(analysis.alpha(), adjustment);
  }

  @Override
  public Run start(long study) {
    return new Counts();
  }

  private final class Counts implements Run {
    private final int[][] successes = new int[tasks][policies];
    private final int[] bundles = new int[tasks];

    @Override
    public boolean needed(int task, int policy) {
      return true;
    }

    @Override
    public void bundle(int task, boolean[] success) {
      bundles[task]++;
      for (int policy = 0; policy < policies; policy++) {
        successes[task][policy] += success[policy] ? 1 : 0;
      }
    }

    @Override
    public List<PairVerdict> verdicts() {
      List<List<PairwiseBarnard.Verdict>> byTask = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        int rollouts = bundles[task];
        byTask.add(
            rule.decide(
                Arrays.stream(successes[task])
                    .mapToObj(count -> new SuccessCount(count, rollouts))
                    .toList()));
      }
      double[] adjusted =
          analysis.family().equals(TrialPlan.Analysis.ALL)
              ? adjustment.adjust(
                  byTask.stream()
                      .flatMap(List::stream)
                      .mapToDouble(PairwiseBarnard.Verdict::p)
                      .toArray())
              : byTask.stream()
                  .flatMap(List::stream)
                  .mapToDouble(PairwiseBarnard.Verdict::adjustedP)
                  .toArray();
      List<PairVerdict> verdicts = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        for (PairwiseBarnard.Verdict pair : byTask.get(task)) {
          verdicts.add(verdict(task, pair, adjusted[verdicts.size()]));
        }
      }
      return verdicts;
    }

    private PairVerdict verdict(int task, PairwiseBarnard.Verdict pair, double adjustedP) {
      Decision decision = Decision.UNDECIDED;
      if (adjustedP <= analysis.alpha()) {
        boolean first = successes[task][pair.a()] > successes[task][pair.b()];
        decision = first ? Decision.A_GREATER : Decision.B_GREATER;
      }
      return new PairVerdict(
          task,
          pair.a(),
          pair.b(),
          decision,
          OptionalDouble.of(pair.p()),
          OptionalDouble.of(adjustedP),
          bundles[task],
          OptionalInt.empty(),
          Map.of());
    }
  }
}
