package org.pollex.eval.statistics.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.pollex.eval.statistics.PairwiseBarnard;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.sequential.Decision;
import org.pollex.eval.statistics.sequential.SequentialRun;
import org.pollex.eval.statistics.sequential.SequentialTest;

/**
 * Runs a study many times on the computer, with the decision rules that real studies use, and
 * counts its errors and its cost.
 *
 * <p>Rollouts are independent. A sequential study stops a policy once every pair that it is in has
 * decided. Sequential tests decide per task; the pooled family exists for fixed studies only.
 *
 * @param perTask errors of the family of one task, averaged over tasks
 * @param pooled errors of the family over all tasks, for fixed studies
 * @param rolloutsPerPolicyAndTask mean number of rollouts
 */
public record StudySimulation(
    StudyErrors perTask, Optional<StudyErrors> pooled, double rolloutsPerPolicyAndTask) {

  /** Simulates {@code studies} studies from a seed. */
  public static StudySimulation run(StudyDesign design, int studies, long seed) {
    return new Runner(design, new SplittableRandom(seed)).run(studies);
  }

  /** The state of a simulation. */
  private static final class Runner {
    private final StudyDesign design;
    private final SplittableRandom random;
    private final PairwiseBarnard rule;
    private final Optional<SequentialTest> test;
    private final StudyErrors.Tally perTask;
    private final StudyErrors.Tally pooled;
    private long rollouts;

    Runner(StudyDesign design, SplittableRandom random) {
      this.design = design;
      this.random = random;
      this.rule = new PairwiseBarnard(design.alpha(), PValueAdjustment.HOLM);
      this.test =
          design
              .sequential()
              .map(
                  method ->
                      method.design(
                          design.alpha() / (2 * design.pairs()),
                          design.trials(),
                          random.nextLong() >>> 1));
      int different = 0;
      for (int a = 0; a < design.rates().size(); a++) {
        for (int b = 0; b < a; b++) {
          different += design.rates().get(a).equals(design.rates().get(b)) ? 0 : 1;
        }
      }
      this.perTask = new StudyErrors.Tally(different);
      this.pooled = new StudyErrors.Tally(different);
    }

    StudySimulation run(int studies) {
      int policies = design.rates().size();
      for (int study = 0; study < studies; study++) {
        List<SuccessCount> totals =
            new ArrayList<>(Collections.nCopies(policies, new SuccessCount(0, 0)));
        for (int task = 0; task < design.tasks(); task++) {
          boolean[][] outcomes = outcomes(policies);
          if (test.isPresent()) {
            sequential(test.get(), outcomes);
          } else {
            fixed(outcomes, totals);
          }
        }
        if (test.isEmpty()) {
          tally(pooled, rule.decide(totals), totals);
        }
      }
      double cells = (double) studies * design.tasks() * policies;
      return new StudySimulation(
          perTask.result(),
          test.isPresent() ? Optional.empty() : Optional.of(pooled.result()),
          rollouts / cells);
    }

    private boolean[][] outcomes(int policies) {
      boolean[][] outcomes = new boolean[policies][design.trials()];
      for (int policy = 0; policy < policies; policy++) {
        for (int trial = 0; trial < design.trials(); trial++) {
          outcomes[policy][trial] = random.nextDouble() < design.rates().get(policy);
        }
      }
      return outcomes;
    }

    private void fixed(boolean[][] outcomes, List<SuccessCount> totals) {
      List<SuccessCount> counts = new ArrayList<>();
      for (int policy = 0; policy < outcomes.length; policy++) {
        int successes = 0;
        for (boolean success : outcomes[policy]) {
          successes += success ? 1 : 0;
        }
        SuccessCount count = new SuccessCount(successes, design.trials());
        counts.add(count);
        totals.set(policy, totals.get(policy).plus(count));
        rollouts += design.trials();
      }
      tally(perTask, rule.decide(counts), counts);
    }

    private void tally(
        StudyErrors.Tally tally,
        List<PairwiseBarnard.Verdict> verdicts,
        List<SuccessCount> counts) {
      boolean wrong = false;
      int found = 0;
      for (PairwiseBarnard.Verdict verdict : verdicts) {
        if (verdict.separated()) {
          boolean first = counts.get(verdict.a()).rate() > counts.get(verdict.b()).rate();
          boolean right =
              first ? better(verdict.a(), verdict.b()) : better(verdict.b(), verdict.a());
          wrong |= !right;
          found += right ? 1 : 0;
        }
      }
      tally.add(wrong, found);
    }

    private void sequential(SequentialTest design, boolean[][] outcomes) {
      int[] used = new int[outcomes.length];
      boolean wrong = false;
      int found = 0;
      for (int a = 0; a < outcomes.length; a++) {
        for (int b = a + 1; b < outcomes.length; b++) {
          SequentialRun run = new SequentialRun(design, random.nextLong());
          for (int t = 0; t < outcomes[a].length && !run.finished(); t++) {
            run.observe(outcomes[a][t], outcomes[b][t]);
          }
          used[a] = Math.max(used[a], run.pairs());
          used[b] = Math.max(used[b], run.pairs());
          if (run.decision() != Decision.UNDECIDED) {
            boolean right = run.decision() == Decision.A_GREATER ? better(a, b) : better(b, a);
            wrong |= !right;
            found += right ? 1 : 0;
          }
        }
      }
      perTask.add(wrong, found);
      for (int count : used) {
        rollouts += count;
      }
    }

    private boolean better(int one, int other) {
      return design.rates().get(one) > design.rates().get(other);
    }
  }
}
