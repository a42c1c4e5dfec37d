package org.pollex.retrieval.registration;

import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/**
 * Strips roll and pitch from an object motion without moving the place where the tool acts (Multi-
 * Task Trajectory Transfer's projection to four degrees of freedom).
 */
public final class ToolPointProjection {
  private ToolPointProjection() {}

  /**
   * Returns the motion with yaw atan2(R_yx, R_xx) that maps {@code toolPoint} to the same place:
   * {@code t4 = R p + t - R4 p}.
   *
   * @param X_TS a rigid motion of the object, in the world frame with z up
   * @param toolPoint where the demonstration's tool tip stands at the bottleneck, world frame,
   *     metres
   */
  public static Pose project(Pose X_TS, Vec3 toolPoint) {
    Quaternion upright = Quaternion.yaw(X_TS.yaw());
    Vec3 kept = X_TS.transform(toolPoint);
    return new Pose(kept.minus(upright.rotate(toolPoint)), upright);
  }
}
