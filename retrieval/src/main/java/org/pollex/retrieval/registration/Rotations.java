package org.pollex.retrieval.registration;

import org.pollex.hardware.geometry.Quaternion;

/** Conversions between rotation matrices (row-major, 9 numbers) and quaternions. */
public final class Rotations {
  private Rotations() {}

  /** The unit quaternion of a rotation matrix (Shepperd 1978: divides by the largest part). */
  public static Quaternion quaternion(double[] r) {
    double[] q = new double[4];
    double trace = r[0] + r[4] + r[8];
    if (trace > 0) {
      q[0] = 1 + trace;
      q[1] = r[7] - r[5];
      q[2] = r[2] - r[6];
      q[3] = r[3] - r[1];
    } else {
      int i = r[0] >= r[4] && r[0] >= r[8] ? 0 : r[4] >= r[8] ? 1 : 2;
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      q[0] = r[3 * k + j] - r[3 * j + k];
      q[1 + i] = 1 + r[4 * i] - r[4 * j] - r[4 * k];
      q[1 + j] = r[3 * j + i] + r[3 * i + j];
      q[1 + k] = r[3 * k + i] + r[3 * i + k];
    }
    return Quaternion.wxyz(q, 0).normalized();
  }

  /** The rotation matrix of a unit quaternion, row-major. */
  public static double[] matrix(Quaternion q) {
    double w = q.w();
    double x = q.x();
    double y = q.y();
    double z = q.z();
    return new double[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y - w * z),
      2 * (x * z + w * y),
      2 * (x * y + w * z),
      1 - 2 * (x * x + z * z),
      2 * (y * z - w * x),
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      1 - 2 * (x * x + y * y)
    };
  }
}
