package org.pollex.hardware.robot;

import org.pollex.hardware.geometry.Vec3;

/**
 * A joint with one degree of freedom.
 *
 * @param name name in the model
 * @param type what its coordinate moves
 * @param axis unit vector in the frame that it moves
 * @param zero coordinate at which the frame sits as placed (MJCF's {@code ref}), rad or m
 * @param lower smallest coordinate, rad or m; {@code -Infinity} when unlimited
 * @param upper largest coordinate; {@code Infinity} when unlimited
 * @param velocity largest speed the file states, rad/s or m/s; {@code Infinity} when it states none
 * @param effort largest torque or force the file states, N m or N; {@code Infinity} when none
 */
public record Joint(
    String name,
    Type type,
    Vec3 axis,
    double zero,
    double lower,
    double upper,
    double velocity,
    double effort) {
  /** What a coordinate means. */
  public enum Type {
    /** An angle about the axis, rad. */
    REVOLUTE,
    /** A way along the axis, m. */
    PRISMATIC,
    /** Ball, floating or planar: present in the tree, but not part of any serial chain. */
    OTHER
  }

  /** Normalises the axis. */
  public Joint {
    double length = axis.norm();
    if (!(length > 1e-9) || !Double.isFinite(length)) {
      throw ModelErrors.bad(
          "joint '" + name + "' has the axis " + axis, "Give an axis of length 1.");
    }
    axis = axis.times(1 / length);
    if (!(lower <= upper)) {
      throw ModelErrors.bad(
          "joint '" + name + "' has the range " + lower + " to " + upper,
          "The lower limit may not be above the upper one.");
    }
  }
}
