package org.pollex.metaworld.scene;

/**
 * Three coordinates in metres, mutable, so that a control step allocates nothing.
 *
 * <p>Norms add squares from x to z, without fused operations, as NumPy's do.
 */
public final class Vec3 {
  public double x;
  public double y;
  public double z;

  /** Creates a vector of zeros. */
  public Vec3() {}

  /** Creates a vector. */
  public Vec3(double x, double y, double z) {
    set(x, y, z);
  }

  /** Overwrites this vector and returns it. */
  public Vec3 set(double x, double y, double z) {
    this.x = x;
    this.y = y;
    this.z = z;
    return this;
  }

  /** Overwrites this vector by another and returns it. */
  public Vec3 set(Vec3 other) {
    return set(other.x, other.y, other.z);
  }

  /** Overwrites this vector by three numbers of {@code values} from {@code offset} on. */
  public Vec3 set(double[] values, int offset) {
    return set(values[offset], values[offset + 1], values[offset + 2]);
  }

  /** Adds to this vector and returns it. */
  public Vec3 add(double dx, double dy, double dz) {
    return set(x + dx, y + dy, z + dz);
  }

  /** Returns the Euclidean distance of two points. */
  public static double distance(Vec3 a, Vec3 b) {
    return norm(a.x - b.x, a.y - b.y, a.z - b.z);
  }

  /** Returns the distance after each axis of the difference is multiplied by a weight. */
  public static double distance(Vec3 a, Vec3 b, double weightX, double weightY, double weightZ) {
    return norm((a.x - b.x) * weightX, (a.y - b.y) * weightY, (a.z - b.z) * weightZ);
  }

  /** Returns the distance seen from above. */
  public static double distanceXy(Vec3 a, Vec3 b) {
    return norm(a.x - b.x, a.y - b.y);
  }

  /** Returns the distance seen along y. */
  public static double distanceXz(Vec3 a, Vec3 b) {
    return norm(a.x - b.x, a.z - b.z);
  }

  /** Returns the Euclidean norm of two numbers. */
  public static double norm(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** Returns the Euclidean norm of three numbers. */
  public static double norm(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }

  @Override
  public String toString() {
    return "(" + x + ", " + y + ", " + z + ")";
  }
}
