package org.pollex.hardware.geometry;

/**
 * A unit quaternion in the order w, x, y, z (MuJoCo's). q and -q are the same rotation.
 *
 * <p>The constructor does not normalise, so that values that come from elsewhere stay bit-exact;
 * use {@link #normalized()} where drift can add up.
 */
public record Quaternion(double w, double x, double y, double z) {
  /** No rotation. */
  public static final Quaternion IDENTITY = new Quaternion(1, 0, 0, 0);

  /** A rotation by an angle in radians about the z axis, right-handed. */
  public static Quaternion yaw(double angle) {
    return new Quaternion(Math.cos(angle / 2), 0, 0, Math.sin(angle / 2));
  }

  /** Reads w, x, y, z from four consecutive numbers. */
  public static Quaternion wxyz(double[] values, int offset) {
    return new Quaternion(
        values[offset], values[offset + 1], values[offset + 2], values[offset + 3]);
  }

  /** Returns the rotation that applies other first, then this (Hamilton product). */
  public Quaternion times(Quaternion other) {
    return new Quaternion(
        w * other.w - x * other.x - y * other.y - z * other.z,
        w * other.x + x * other.w + y * other.z - z * other.y,
        w * other.y - x * other.z + y * other.w + z * other.x,
        w * other.z + x * other.y - y * other.x + z * other.w);
  }

  /** Returns the inverse of a unit quaternion. */
  public Quaternion conjugate() {
    return new Quaternion(w, -x, -y, -z);
  }

  /** Returns the same rotation with length one. */
  public Quaternion normalized() {
    double length = Math.sqrt(w * w + x * x + y * y + z * z);
    return new Quaternion(w / length, x / length, y / length, z / length);
  }

  /** Rotates a vector: v + 2 u × (u × v + w v), with u the vector part. */
  public Vec3 rotate(Vec3 v) {
    Vec3 u = new Vec3(x, y, z);
    return v.plus(u.cross(u.cross(v).plus(v.times(w))).times(2));
  }

  /** Returns the angle of the rotation between this and other, 0 to π. */
  public double angleTo(Quaternion other) {
    Quaternion d = conjugate().times(other);
    return 2 * Math.atan2(Math.sqrt(d.x * d.x + d.y * d.y + d.z * d.z), Math.abs(d.w));
  }
}
