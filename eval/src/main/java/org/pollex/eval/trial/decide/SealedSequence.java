package org.pollex.eval.trial.decide;

import java.util.function.IntUnaryOperator;

/**
 * Feeds a rule with outcomes in sealed order, and says which trials are needed.
 *
 * <p>The trials of a bundle follow each other. What is needed in a bundle is settled by the bundles
 * before it, so it does not depend on the order within bundles, nor on what was run ahead.
 */
public final class SealedSequence {
  private final DecisionRule.Run run;
  private final int policies;
  private final IntUnaryOperator taskOf;
  private final IntUnaryOperator policyOf;
  private final boolean[] success;
  private int bundle = -1;

  /**
   * Creates a sequence.
   *
   * @param taskOf index of the task of a trial, given its place in sealed order
   * @param policyOf index of its policy
   */
  public SealedSequence(
      DecisionRule.Run run, int policies, IntUnaryOperator taskOf, IntUnaryOperator policyOf) {
    this.run = run;
    this.policies = policies;
    this.taskOf = taskOf;
    this.policyOf = policyOf;
    this.success = new boolean[policies];
  }

  /**
   * Returns whether a trial counts: for the next trial in sealed order this is final; for later
   * ones a "no" is final, a "yes" is what is known so far.
   */
  public boolean needed(int index) {
    return run.needed(taskOf.applyAsInt(index), policyOf.applyAsInt(index));
  }

  /** Moves to the next trial in sealed order: all outcomes before it have been observed. */
  public void reach(int index) {
    if (index / policies != bundle) {
      close();
      bundle = index / policies;
    }
  }

  /** Takes in the outcome of a needed trial that was reached. */
  public void observe(int index, boolean succeeded) {
    success[policyOf.applyAsInt(index)] = succeeded;
  }

  /** Ends the last bundle; the verdicts of the run are then those of the whole sequence. */
  public void close() {
    if (bundle >= 0) {
      run.bundle(taskOf.applyAsInt(bundle * policies), success);
      bundle = -1;
    }
  }
}
