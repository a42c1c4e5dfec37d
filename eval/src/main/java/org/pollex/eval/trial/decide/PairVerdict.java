package org.pollex.eval.trial.decide;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pollex.eval.statistics.sequential.Decision;

/**
 * What the sealed analysis says of two policies in one task.
 *
 * @param task index of the task
 * @param a index of a policy
 * @param b index of a later policy
 * @param decision which of them is better, or neither
 * @param p raw p-value; for the fixed test only
 * @param adjustedP p-value corrected over the family; for the fixed test only
 * @param pairs pairs of rollouts that were looked at
 * @param stop the pair, from 1, at which a sequential test decided
 * @param evidence figures of a sequential test at the last pair that it looked at
 */
public record PairVerdict(
    int task,
    int a,
    int b,
    Decision decision,
    OptionalDouble p,
    OptionalDouble adjustedP,
    int pairs,
    OptionalInt stop,
    Map<String, Double> evidence) {

  /** Returns true when one of the two is better. */
  public boolean separated() {
    return decision != Decision.UNDECIDED;
  }
}
