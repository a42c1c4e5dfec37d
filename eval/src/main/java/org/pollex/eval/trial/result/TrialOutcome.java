package org.pollex.eval.trial.result;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How one trial went, with its arm opened.
 *
 * @param index position in the sealed order, from 0
 * @param code what the operator saw
 * @param policy name of the policy
 * @param task task id
 * @param condition id of the initial condition; equal for the trials of a bundle
 * @param success the task's success predicate held at some step
 * @param steps executed actions
 * @param seconds steps × control period: time to success, or the time at which it was cut off
 * @param stage the stage that failed, for example {@code retrieval}; empty on success
 * @param reason what ended it, in words; may be empty
 * @param interventions actions that each rule of the safety gate changed or refused
 * @param diagnostics the policy's own account of the episode
 * @param milestones of the rubric, met or not, as an operator scored them; empty in simulation
 * @param commitment the commitment that was opened, 64 hexadecimal characters
 */
public record TrialOutcome(
    int index,
    String code,
    String policy,
    String task,
    String condition,
    boolean success,
    int steps,
    double seconds,
    String stage,
    String reason,
    Map<String, Long> interventions,
    Map<String, Object> diagnostics,
    Map<String, Boolean> milestones,
    String commitment) {

  /** An outcome without a rubric. */
  public TrialOutcome(
      int index,
      String code,
      String policy,
      String task,
      String condition,
      boolean success,
      int steps,
      double seconds,
      String stage,
      String reason,
      Map<String, Long> interventions,
      Map<String, Object> diagnostics,
      String commitment) {
    this(
        index,
        code,
        policy,
        task,
        condition,
        success,
        steps,
        seconds,
        stage,
        reason,
        interventions,
        diagnostics,
        Map.of(),
        commitment);
  }

  /** Task completion: milestones met of all; none without a rubric. */
  public OptionalDouble score() {
    return milestones.values().stream().mapToDouble(met -> met ? 1 : 0).average();
  }
}
