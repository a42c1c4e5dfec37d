package org.pollex.datasets.lint;

/** Rotates vectors by quaternions in the order w, x, y, z. */
final class Rotations {
  private Rotations() {}

  /** The vector seen from the rotated frame: R(q) transposed times v. */
  static double[] inverse(double[] q, double[] v) {
    return rotate(q[0], -q[1], -q[2], -q[3], v);
  }

  /** R(q) times v. */
  static double[] forward(double[] q, double[] v) {
    return rotate(q[0], q[1], q[2], q[3], v);
  }

  private static double[] rotate(double w, double x, double y, double z, double[] v) {
    double cx = y * v[2] - z * v[1] + w * v[0];
    double cy = z * v[0] - x * v[2] + w * v[1];
    double cz = x * v[1] - y * v[0] + w * v[2];
    return new double[] {
      v[0] + 2 * (y * cz - z * cy), v[1] + 2 * (z * cx - x * cz), v[2] + 2 * (x * cy - y * cx)
    };
  }
}
