package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;

import org.pollex.metaworld.scene.Vec3;

/** What the rewards v1 of many tasks have in common. */
final class Classic {
  /** Finger tips are at the object within this distance, metres. */
  static final double NEAR = 0.05;

  private Classic() {}

  /** {@code 1000 (farthest - d) + 1000 (exp(-d^2/0.01) + exp(-d^2/0.001))}. */
  static double closeness(double farthest, double d) {
    return closeness(farthest, d, 0.01, 0.001);
  }

  /** As above with other widths. */
  static double closeness(double farthest, double d, double wide, double narrow) {
    return 1000 * (farthest - d) + 1000 * bumps(d, wide, narrow);
  }

  /** {@code exp(-d^2/wide) + exp(-d^2/narrow)}. */
  static double bumps(double d, double wide, double narrow) {
    return Math.exp(-(d * d) / wide) + Math.exp(-(d * d) / narrow);
  }

  /** Come near, then move the thing: {@code -reach}, plus the closeness once near. */
  static double reachThenMove(double reach, double farthest, double moved) {
    return -reach + (reach < NEAR ? Math.max(closeness(farthest, moved), 0) : 0);
  }

  /** Come near from above, and squeeze: the part of the pick-and-place rewards that reaches. */
  static double reachAndSqueeze(Task t, Vec3 grip, double near, double heightWeight) {
    double reach = distance(grip, t.tcp);
    if (reach < near) {
      return -reach + t.squeeze();
    }
    double xy = distanceXy(grip, t.tcp);
    return xy < near ? -reach : -xy - heightWeight * Math.abs(t.tcp.z - t.tcpStart.z);
  }

  /** Whether the object lies where it was, away from goal and gripper. */
  static boolean dropped(double height, double lying, double placing, double reach) {
    return height < lying + 0.005 && placing > 0.02 && reach > 0.02;
  }

  /** 100 per metre of height while lifted, or while it is being lifted. */
  static double pick(
      double reach, double near, double height, double lying, double liftedTo, boolean held) {
    if (held) {
      return 100 * liftedTo;
    }
    return reach < near && height > lying + 0.005 ? 100 * Math.min(liftedTo, height) : 0;
  }
}
