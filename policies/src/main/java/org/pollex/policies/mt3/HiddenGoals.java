package org.pollex.policies.mt3;

import java.util.Set;

/**
 * The Meta-World tasks whose goal no visible geometry shows: between episodes, the goal moves, and
 * neither the object, nor a goal fixture, nor the resting scene moves with it. A policy has to be
 * told the goal point there, and only there. {@code HiddenGoalsTest} derives this list from the
 * simulator's scenes.
 */
public final class HiddenGoals {
  /** Ids of the tasks. */
  public static final Set<String> TASKS =
      Set.of(
          "coffee-pull-v3",
          "hand-insert-v3",
          "pick-out-of-hole-v3",
          "pick-place-v3",
          "pick-place-wall-v3",
          "plate-slide-back-side-v3",
          "plate-slide-back-v3",
          "plate-slide-side-v3",
          "push-back-v3",
          "push-v3",
          "push-wall-v3",
          "reach-v3",
          "reach-wall-v3",
          "stick-pull-v3",
          "stick-push-v3",
          "sweep-v3");

  private HiddenGoals() {}

  /** Returns true if the task's goal has to be told. */
  public static boolean isHidden(String task) {
    return TASKS.contains(task);
  }
}
