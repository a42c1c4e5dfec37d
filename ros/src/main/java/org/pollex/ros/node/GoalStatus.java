package org.pollex.ros.node;

/** How far a goal is, by the numbers of {@code action_msgs/msg/GoalStatus}. */
public enum GoalStatus {
  UNKNOWN,
  ACCEPTED,
  EXECUTING,
  CANCELING,
  SUCCEEDED,
  CANCELED,
  ABORTED;

  /** Whether nothing more will happen. */
  public boolean terminal() {
    return compareTo(SUCCEEDED) >= 0;
  }

  static GoalStatus of(int number) {
    return number < 0 || number >= values().length ? UNKNOWN : values()[number];
  }
}
