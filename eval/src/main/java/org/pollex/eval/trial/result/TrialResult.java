package org.pollex.eval.trial.result;

import java.util.List;
import org.pollex.eval.trial.plan.TrialPlan;

/**
 * An opened trial: everything that a report shows. Stored as {@code results.json}.
 *
 * @param plan what was sealed
 * @param seal digests that tie the result to what was fixed before the first rollout
 * @param policies who was who, in the order of the plan
 * @param tasks task ids, in the order of the plan with sets expanded
 * @param controlPeriod seconds per step
 * @param outcomes one per trial, in sealed order
 * @param runs the processes that ran it, in order; more than one after an interruption
 * @param timings measured wall times per policy
 * @param filmStrips paths of some rollouts, with what the camera saw at their start
 */
public record TrialResult(
    TrialPlan plan,
    Seal seal,
    List<TestedPolicy> policies,
    List<String> tasks,
    double controlPeriod,
    List<TrialOutcome> outcomes,
    List<RunRecord> runs,
    List<PolicyTiming> timings,
    List<FilmStrip> filmStrips) {

  /** Copies the lists. */
  public TrialResult {
    policies = List.copyOf(policies);
    tasks = List.copyOf(tasks);
    outcomes = List.copyOf(outcomes);
    runs = List.copyOf(runs);
    timings = List.copyOf(timings);
    filmStrips = List.copyOf(filmStrips);
  }
}
