package org.pollex.policies.remote.lbm;

import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/** Rotation matrices, row-major, as quaternions (wxyz) and back. */
final class Matrices {
  private Matrices() {}

  /** Returns the unit quaternion of a rotation, by its largest component (Shepperd 1978). */
  static double[] quaternion(double[] r) {
    double[] squares = {
      1 + r[0] + r[4] + r[8], 1 + r[0] - r[4] - r[8], 1 - r[0] + r[4] - r[8], 1 - r[0] - r[4] + r[8]
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = squares[i] > squares[largest] ? i : largest;
    }
    double[] q =
        switch (largest) {
          case 0 -> new double[] {squares[0], r[7] - r[5], r[2] - r[6], r[3] - r[1]};
          case 1 -> new double[] {r[7] - r[5], squares[1], r[1] + r[3], r[2] + r[6]};
          case 2 -> new double[] {r[2] - r[6], r[1] + r[3], squares[2], r[5] + r[7]};
          default -> new double[] {r[3] - r[1], r[2] + r[6], r[5] + r[7], squares[3]};
        };
    double length = 2 * Math.sqrt(squares[largest]);
    for (int i = 0; i < 4; i++) {
      q[i] /= length;
    }
    return q;
  }

  /** Returns the matrix of a unit quaternion. */
  static double[] matrix(Quaternion q) {
    double[] matrix = new double[9];
    Vec3[] axes = {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)};
    for (int column = 0; column < 3; column++) {
      Vec3 turned = q.rotate(axes[column]);
      matrix[column] = turned.x();
      matrix[3 + column] = turned.y();
      matrix[6 + column] = turned.z();
    }
    return matrix;
  }
}
