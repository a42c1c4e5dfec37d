package org.pollex.policies.rollout;

import org.pollex.hardware.world.Observation;

/**
 * Sees every episode of a run as it happens: recorders, progress, trial journals.
 *
 * <p>Observations here are complete (all streams the world was opened with), unlike those given to
 * policies.
 */
public interface RolloutListener {
  /** An episode has begun. */
  default void began(RolloutRequest request, Observation first) {}

  /**
   * An action was executed.
   *
   * @param before the observation that it answered
   * @param proposed the policy's action
   * @param executed the action that the safety gate let through
   * @param after the observation after it
   * @param reward the world's reward
   * @param success the success predicate after it
   */
  default void stepped(
      RolloutRequest request,
      Observation before,
      float[] proposed,
      float[] executed,
      Observation after,
      double reward,
      boolean success) {}

  /** An episode has ended. */
  void ended(RolloutResult result);
}
