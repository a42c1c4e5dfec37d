package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distanceXz;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Vec3;

/**
 * How well the pads stand on both sides of an object, judged by where they are and not by the
 * gripper's command: the grasp term of reward v2 in the tasks that push and sweep.
 *
 * @param radius of the object between the pads, m
 * @param slack by which a pad may be further away than that and still pinch, m
 * @param sideDistance of tips and object in the xz plane that counts as enclosing, m
 */
record Pinch(double radius, double slack, double sideDistance) {
  private static final double PAD_DISTANCE = 0.05;

  /** The term for an object that began at {@code start}. */
  double of(Task t, Vec3 object, Vec3 start) {
    double caged = cage(t, object, start, radius, sideDistance);
    double pinched = caged > 0.95 ? across(t, object, radius, radius + slack) : 0;
    return (caged + pinched) / 2;
  }

  /** How well the fingers are on both sides of the object and beside it. */
  static double cage(Task t, Vec3 object, Vec3 start, double radius, double sideDistance) {
    double margin = distanceXz(start, t.tcpStart) - sideDistance;
    double beside = longTail(distanceXz(t.tcp, object), sideDistance, margin);
    return hamacher(across(t, object, radius, PAD_DISTANCE), beside);
  }

  /**
   * Each pad on its side of the object, at least {@code radius} and at most {@code far} away. The
   * package means the pads' first positions in the margins, but reads their present ones.
   */
  private static double across(Task t, Vec3 object, double radius, double far) {
    double left = t.leftPad.y() - object.y;
    double right = object.y - t.rightPad.y();
    double leftMargin = Math.abs(Math.abs(left) - PAD_DISTANCE);
    double rightMargin = Math.abs(Math.abs(right) - PAD_DISTANCE);
    return hamacher(
        longTail(right, radius, far, rightMargin), longTail(left, radius, far, leftMargin));
  }
}
