package org.pollex.eval.trial.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the outcome chain holds of one trial, as canonical JSON.
 *
 * @param index position in the sealed order
 * @param code the trial's code
 * @param task task id
 * @param condition id of the initial condition
 * @param success the task's success predicate held at some step
 * @param steps executed actions
 * @param end why the rollout ended, as far as the runner can see
 * @param actions actions that the safety gate judged
 * @param interventions actions that each of its rules changed or refused
 * @param milestones of the rubric, met or not, as an operator scored them; empty in simulation
 * @param note the policy's account, encrypted and padded, base 64
 */
public record OutcomeRecord(
    int index,
    String code,
    String task,
    String condition,
    boolean success,
    int steps,
    End end,
    long actions,
    Map<String, Long> interventions,
    Map<String, Boolean> milestones,
    String note) {

  /** Why a rollout ended. Why a policy stopped is in its note. */
  public enum End {
    SUCCESS,
    HORIZON,
    TERMINATED,
    POLICY_STOPPED,
    UNSAFE_COMMAND,
    WORLD_FAILED,
    /** The policy or the simulator died by itself, as often as the plan allows. */
    CRASHED,
    /** An operator entered the outcome. */
    ENTERED
  }

  /** Copies the maps, sorted. */
  public OutcomeRecord {
    interventions = new TreeMap<>(interventions);
    milestones = new TreeMap<>(milestones);
  }
}
