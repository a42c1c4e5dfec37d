package org.pollex.policies.rollout;

import java.util.Map;
import org.pollex.hardware.safety.InterventionCounts;

/**
 * How one episode went. Everything but {@code timing} is a function of the request and the physics.
 *
 * @param request what was asked
 * @param end why the episode ended
 * @param success the success predicate held at some step
 * @param steps executed actions
 * @param firstSuccess number of executed actions at the first success; -1 without one
 * @param stage which stage gave up, for refusals and errors; empty otherwise
 * @param reason what ended it, in words; may be empty
 * @param interventions what the safety gate did
 * @param diagnostics the policy's own account ({@link
 *     org.pollex.policies.Policy.Session#diagnostics})
 * @param timing measured times
 */
public record RolloutResult(
    RolloutRequest request,
    End end,
    boolean success,
    int steps,
    int firstSuccess,
    String stage,
    String reason,
    InterventionCounts interventions,
    Map<String, Object> diagnostics,
    RolloutTiming timing) {

  /** Why an episode ended. */
  public enum End {
    /** The success predicate held (and the steps after it that were asked for are done). */
    SUCCESS,
    /** The policy said that it is done. */
    FINISHED,
    /** The policy knew nothing suitable. */
    REFUSED,
    /** The horizon or the task's own time limit. */
    HORIZON,
    /** The task ended the episode without success. */
    TERMINATED,
    /** The safety gate refused an action. */
    UNSAFE,
    /** The policy failed with an error. */
    POLICY_ERROR,
    /** The simulator failed on this episode (not: was lost). */
    WORLD_ERROR
  }
}
