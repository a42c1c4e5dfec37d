package org.pollex.hardware.robot;

import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/** Ways in which model files write a rotation. */
final class Rotation {
  private Rotation() {}

  /** A turn by an angle (rad) about a unit axis, right-handed. */
  static Quaternion about(Vec3 axis, double angle) {
    double s = Math.sin(angle / 2);
    return new Quaternion(Math.cos(angle / 2), s * axis.x(), s * axis.y(), s * axis.z());
  }

  /** The rotation whose columns are x, y made orthogonal to x, and their product. */
  static Quaternion fromAxes(Vec3 alongX, Vec3 alongY) {
    Vec3 x = alongX.times(1 / alongX.norm());
    Vec3 rest = alongY.minus(x.times(x.dot(alongY)));
    Vec3 y = rest.times(1 / rest.norm());
    Vec3 z = x.cross(y);
    double[] r = {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()};
    return fromMatrix(r);
  }

  /** The shortest turn that takes the z axis to a direction. */
  static Quaternion fromZ(Vec3 direction) {
    Vec3 z = direction.times(1 / direction.norm());
    Vec3 axis = new Vec3(0, 0, 1).cross(z);
    double sine = axis.norm();
    if (sine < 1e-12) {
      return z.z() > 0 ? Quaternion.IDENTITY : new Quaternion(0, 1, 0, 0);
    }
    return about(axis.times(1 / sine), Math.atan2(sine, z.z()));
  }

  /** Row-major rotation matrix to quaternion, by the largest component (Shepperd 1978). */
  static Quaternion fromMatrix(double[] r) {
    double trace = r[0] + r[4] + r[8];
    if (trace > 0) {
      double s = 2 * Math.sqrt(1 + trace);
      return new Quaternion(s / 4, (r[7] - r[5]) / s, (r[2] - r[6]) / s, (r[3] - r[1]) / s);
    }
    if (r[0] >= r[4] && r[0] >= r[8]) {
      double s = 2 * Math.sqrt(1 + r[0] - r[4] - r[8]);
      return new Quaternion((r[7] - r[5]) / s, s / 4, (r[1] + r[3]) / s, (r[2] + r[6]) / s);
    }
    if (r[4] >= r[8]) {
      double s = 2 * Math.sqrt(1 - r[0] + r[4] - r[8]);
      return new Quaternion((r[2] - r[6]) / s, (r[1] + r[3]) / s, s / 4, (r[5] + r[7]) / s);
    }
    double s = 2 * Math.sqrt(1 - r[0] - r[4] + r[8]);
    return new Quaternion((r[3] - r[1]) / s, (r[2] + r[6]) / s, (r[5] + r[7]) / s, s / 4);
  }
}
