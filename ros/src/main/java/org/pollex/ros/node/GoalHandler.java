package org.pollex.ros.node;

import org.pollex.datasets.message.Message;

/** Pursues the goals of an action. */
public interface GoalHandler {
  /** Whether a goal is taken on; called on the receiving side: must not block. */
  default boolean accepts(Message goal) {
    return true;
  }

  /**
   * Pursues a goal, on a thread of its own, and looks at {@link ServedGoal#cancelRequested} now and
   * then. An exception aborts the goal.
   *
   * @return {@code goal.succeeded(result)}, {@code goal.canceled(result)} or {@code
   *     goal.aborted(result)}
   */
  GoalOutcome execute(ServedGoal goal) throws Exception;
}
