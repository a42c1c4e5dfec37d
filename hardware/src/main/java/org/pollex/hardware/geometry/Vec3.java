package org.pollex.hardware.geometry;

/** A point or direction in space, in metres (or as its name says). */
public record Vec3(double x, double y, double z) {
  /** The origin. */
  public static final Vec3 ZERO = new Vec3(0, 0, 0);

  /** Reads three consecutive numbers. */
  public static Vec3 of(double[] values, int offset) {
    return new Vec3(values[offset], values[offset + 1], values[offset + 2]);
  }

  /** Returns this plus other. */
  public Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  /** Returns this moved along the three axes. */
  public Vec3 plus(double alongX, double alongY, double alongZ) {
    return new Vec3(x + alongX, y + alongY, z + alongZ);
  }

  /** Returns this minus other. */
  public Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  /** Returns this times a factor. */
  public Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  /** Returns the scalar product. */
  public double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** Returns the vector product. */
  public Vec3 cross(Vec3 other) {
    return new Vec3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** Returns the Euclidean length. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** Returns the distance to another point. */
  public double distance(Vec3 other) {
    return minus(other).norm();
  }

  /** Returns the three numbers in a new array. */
  public double[] toArray() {
    return new double[] {x, y, z};
  }
}
