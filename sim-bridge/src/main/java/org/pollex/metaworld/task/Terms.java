package org.pollex.metaworld.task;

/** What a reward was made of, kept between the reward and the verdict; zero where v1 has none. */
final class Terms {
  /** Distance of finger tips and object, m, or what the task has in its stead. */
  double toObject;

  /** Opening of the gripper as the verdict sees it. */
  double opened;

  /** Distance of object and goal, m, or what success is measured by. */
  double toTarget;

  /** How well the object is held, 0 to 1. */
  double grasp;

  /** How well the object is in its place, 0 to 1. */
  double inPlace;

  /** A flag of the reward that the verdict needs. */
  boolean held;

  /** Success, where the reward itself decides it. */
  boolean done;

  void clear() {
    toObject = 0;
    opened = 0;
    toTarget = 0;
    grasp = 0;
    inPlace = 0;
    held = false;
    done = false;
  }
}
