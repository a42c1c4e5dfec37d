package org.pollex.hardware.geometry;

/**
 * A rigid transform X_AB: the pose of frame B in frame A.
 *
 * @param position origin of B in A, metres
 * @param rotation rotation that takes B's axes to A's, unit quaternion
 */
public record Pose(Vec3 position, Quaternion rotation) {
  /** The pose of a frame in itself. */
  public static final Pose IDENTITY = new Pose(Vec3.ZERO, Quaternion.IDENTITY);

  /** A pure translation. */
  public static Pose translation(Vec3 position) {
    return new Pose(position, Quaternion.IDENTITY);
  }

  /** Returns X_AC = X_AB (this) · X_BC. */
  public Pose times(Pose X_BC) {
    return new Pose(transform(X_BC.position), rotation.times(X_BC.rotation));
  }

  /** Returns X_BA. */
  public Pose inverse() {
    Quaternion back = rotation.conjugate();
    return new Pose(back.rotate(position).times(-1), back);
  }

  /** Returns a point known in B as seen from A. */
  public Vec3 transform(Vec3 p_B) {
    return rotation.rotate(p_B).plus(position);
  }

  /** Returns the yaw angle, atan2(R_yx, R_xx), in (-π, π]. */
  public double yaw() {
    Vec3 x = rotation.rotate(new Vec3(1, 0, 0));
    return Math.atan2(x.y(), x.x());
  }
}
