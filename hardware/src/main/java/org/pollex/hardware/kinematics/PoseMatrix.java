package org.pollex.hardware.kinematics;

import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;

/** Poses as row-major rotation (9) and translation (3), without allocation. */
final class PoseMatrix {
  private PoseMatrix() {}

  static void store(Pose pose, double[] out) {
    Quaternion q = pose.rotation();
    double s = 2 / (q.w() * q.w() + q.x() * q.x() + q.y() * q.y() + q.z() * q.z());
    out[0] = 1 - s * (q.y() * q.y() + q.z() * q.z());
    out[1] = s * (q.x() * q.y() - q.w() * q.z());
    out[2] = s * (q.x() * q.z() + q.w() * q.y());
    out[3] = s * (q.x() * q.y() + q.w() * q.z());
    out[4] = 1 - s * (q.x() * q.x() + q.z() * q.z());
    out[5] = s * (q.y() * q.z() - q.w() * q.x());
    out[6] = s * (q.x() * q.z() - q.w() * q.y());
    out[7] = s * (q.y() * q.z() + q.w() * q.x());
    out[8] = 1 - s * (q.x() * q.x() + q.y() * q.y());
    out[9] = pose.position().x();
    out[10] = pose.position().y();
    out[11] = pose.position().z();
  }

  /** Writes what leads from one pose to the other: translation, then rotation vector, base axes. */
  static void error(double[] from, double[] to, double[] out) {
    for (int i = 0; i < 3; i++) {
      out[i] = to[9 + i] - from[9 + i];
    }
    // D = to · from', of which the vector part and the trace are needed.
    double trace = 0;
    for (int i = 0; i < 9; i++) {
      trace += to[i] * from[i];
    }
    double x = row(to, 2, from, 1) - row(to, 1, from, 2);
    double y = row(to, 0, from, 2) - row(to, 2, from, 0);
    double z = row(to, 1, from, 0) - row(to, 0, from, 1);
    double sine2 = Math.sqrt(x * x + y * y + z * z);
    if (sine2 < 1e-9 && trace < 0) {
      // Half a turn: any axis of the symmetric part serves as a direction to start in.
      out[3] = Math.PI * Math.sqrt(Math.max(0, (row(to, 0, from, 0) + 1) / 2));
      out[4] = Math.PI * Math.sqrt(Math.max(0, (row(to, 1, from, 1) + 1) / 2));
      out[5] = Math.PI * Math.sqrt(Math.max(0, (row(to, 2, from, 2) + 1) / 2));
      return;
    }
    double factor = sine2 < 1e-9 ? 0.5 : Math.atan2(sine2, trace - 1) / sine2;
    out[3] = factor * x;
    out[4] = factor * y;
    out[5] = factor * z;
  }

  private static double row(double[] a, int i, double[] b, int j) {
    return a[3 * i] * b[3 * j] + a[3 * i + 1] * b[3 * j + 1] + a[3 * i + 2] * b[3 * j + 2];
  }
}
