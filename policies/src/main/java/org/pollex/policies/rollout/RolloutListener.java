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

  /** An action was executed. */
  default void stepped(RolloutStep step) {}

  /** An episode has ended. */
  void ended(RolloutResult result);
}
