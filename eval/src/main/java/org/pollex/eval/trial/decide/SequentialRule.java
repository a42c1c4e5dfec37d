package org.pollex.eval.trial.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.pollex.eval.statistics.sequential.SequentialRun;
import org.pollex.eval.statistics.sequential.SequentialTest;

/**
 * A sequential test of every pair in every task. A policy goes on in a task until every pair that
 * it is in has decided; a pair takes in no rollout past its own decision.
 */
final class SequentialRule implements DecisionRule {
  /** Streams of draws that one study uses at most. */
  private static final int STUDY_BITS = 42;

  private final SequentialTest test;
  private final int policies;
  private final int tasks;

  /** Creates the rule from a test designed at the error rate of one direction of one pair. */
  SequentialRule(SequentialTest test, int policies, int tasks) {
    this.test = test;
    this.policies = policies;
    this.tasks = tasks;
  }

  private record Pair(int task, int a, int b, SequentialRun run) {}

  @Override
  public Run start(long study) {
    return new Runs(study);
  }

  private final class Runs implements Run {
    private final List<List<Pair>> byTask = new ArrayList<>();

    private Runs(long study) {
      for (int task = 0; task < tasks; task++) {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < policies; a++) {
          for (int b = a + 1; b < policies; b++) {
            long stream = DecisionRule.stream(task, a, b) + (study << STUDY_BITS);
            pairs.add(new Pair(task, a, b, new SequentialRun(test, stream)));
          }
        }
        byTask.add(pairs);
      }
    }

    @Override
    public boolean needed(int task, int policy) {
      for (Pair pair : byTask.get(task)) {
        if ((pair.a() == policy || pair.b() == policy) && !pair.run().finished()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void bundle(int task, boolean[] success) {
      for (Pair pair : byTask.get(task)) {
        if (!pair.run().finished()) {
          pair.run().observe(success[pair.a()], success[pair.b()]);
        }
      }
    }

    @Override
    public List<PairVerdict> verdicts() {
      List<PairVerdict> verdicts = new ArrayList<>();
      for (List<Pair> pairs : byTask) {
        for (Pair pair : pairs) {
          SequentialRun run = pair.run();
          verdicts.add(
              new PairVerdict(
                  pair.task(),
                  pair.a(),
                  pair.b(),
                  run.decision(),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  run.pairs(),
                  run.stop(),
                  run.evidence()));
        }
      }
      return verdicts;
    }
  }
}
