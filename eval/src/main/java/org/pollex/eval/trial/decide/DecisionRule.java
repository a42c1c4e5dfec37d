package org.pollex.eval.trial.decide;

import java.util.List;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.trial.plan.TrialPlan;

/** How the outcomes of a trial become decisions; every run of it starts from nothing. */
public interface DecisionRule {
  /** The name in plans of the sequential form of Barnard's test. */
  String BARNARD_LOOKS = "barnard-looks";

  /** Starts the run of the trial that was planned. */
  default Run start() {
    return start(0);
  }

  /**
   * Starts a run of one of many studies of the same plan.
   *
   * @param study each has its own draws at randomised boundaries; 0 is the trial itself
   */
  Run start(long study);

  /** Returns the stream of draws of a pair of policies in a task; no two pairs share one. */
  static long stream(int task, int a, int b) {
    return 1 + ((long) task << 32 | (long) a << 16 | b);
  }

  /**
   * Designs the rule of a plan. A sequential test may take seconds to design.
   *
   * @param rollouts n, or the maximum of a sequential test
   * @param seed of draws at randomised boundaries
   */
  static DecisionRule of(
      TrialPlan.Analysis analysis, int policies, int tasks, int rollouts, long seed) {
    if (!analysis.isSequential()) {
      return new FixedRule(analysis, policies, tasks);
    }
    double perDirection = analysis.alpha() / (2 * analysis.pairs(policies, tasks));
    return new SequentialRule(
        method(analysis.test()).design(perDirection, rollouts, seed & Long.MAX_VALUE),
        policies,
        tasks);
  }

  /** Returns the sequential method behind a plan's name of a test. */
  static SequentialMethod method(String test) {
    return test.equals(BARNARD_LOOKS) ? SequentialMethod.BARNARD : SequentialMethod.of(test);
  }

  /** One run. */
  interface Run {
    /** Returns true when a policy must be in the next bundle of a task. Once false, never true. */
    boolean needed(int task, int policy);

    /**
     * Takes in a bundle: one rollout of every policy that was needed.
     *
     * @param success by policy; entries of policies that were not needed are not looked at
     */
    void bundle(int task, boolean[] success);

    /** Returns what is decided so far, task by task, pairs in the order of the policies. */
    List<PairVerdict> verdicts();
  }
}
