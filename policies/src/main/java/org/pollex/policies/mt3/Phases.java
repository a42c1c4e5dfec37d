package org.pollex.policies.mt3;

import java.util.List;

/**
 * The parts of a demonstration, as indices of its steps.
 *
 * @param start where replay starts: the bottleneck and a run-up before it
 * @param bottleneck last step with the gripper well away from the object
 * @param contact first step with the gripper at the object; 0 when it never comes near
 * @param held step from which the object moves with the gripper: grasped, or else touched
 * @param grasped true when the fingers close around the object
 * @param object true when the gripper comes near the object at all
 * @param legs passages into the frame of the goal, in order of time
 */
record Phases(
    int start,
    int bottleneck,
    int contact,
    int held,
    boolean grasped,
    boolean object,
    List<Leg> legs) {

  /** What a part of the motion is relative to. */
  enum Frame {
    FIXTURE,
    GOAL
  }

  /**
   * A passage: before {@code from} the motion belongs to the earlier frame, after {@code to} to
   * {@code frame}.
   */
  record Leg(Frame frame, int from, int to) {}

  /** Copies the list. */
  Phases {
    legs = List.copyOf(legs);
  }
}
