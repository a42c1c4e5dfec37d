package org.pollex.policies.remote.lbm;

/** The two arms; the right one comes first in messages and in actions. */
enum Arm {
  RIGHT,
  LEFT;

  private String side() {
    return this == RIGHT ? "right" : "left";
  }

  /** Returns the arm's name in messages. */
  String robot() {
    return side() + "::panda";
  }

  /** Returns the gripper's name in messages. */
  String gripper() {
    return side() + "::panda_hand";
  }
}
