package org.pollex.metaworld.scene;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Where MuJoCo has a body, geom or site in the world at present.
 *
 * @param id the index among its kind
 * @param position 3 doubles, metres
 * @param rotation 9 doubles, row-major rotation matrix
 * @param quaternion 4 doubles wxyz for a body, null for a geom or site
 */
public record Frame(
    int id, MemorySegment position, MemorySegment rotation, MemorySegment quaternion) {

  /** Returns the world's x, metres. */
  public double x() {
    return position.getAtIndex(ValueLayout.JAVA_DOUBLE, 0);
  }

  /** Returns the world's y, metres. */
  public double y() {
    return position.getAtIndex(ValueLayout.JAVA_DOUBLE, 1);
  }

  /** Returns the world's z, metres. */
  public double z() {
    return position.getAtIndex(ValueLayout.JAVA_DOUBLE, 2);
  }

  /** Copies the position. */
  public Vec3 read(Vec3 into) {
    return into.set(x(), y(), z());
  }

  /** Copies a body's quaternion, wxyz, to {@code into[offset..offset+3]}. */
  public void readWxyz(double[] into, int offset) {
    MemorySegment.copy(quaternion, ValueLayout.JAVA_DOUBLE, 0, into, offset, 4);
  }

  /**
   * Computes the quaternion, xyzw, from the rotation matrix as SciPy's {@code
   * Rotation.from_matrix(m).as_quat()} does: from the largest of the trace and the diagonal
   * (Markley 2008).
   */
  public void readXyzw(double[] into, int offset) {
    double a = r(0);
    double e = r(4);
    double i = r(8);
    double trace = a + e + i;
    double x;
    double y;
    double z;
    double w;
    if (trace > a && trace > e && trace > i) {
      x = r(7) - r(5);
      y = r(2) - r(6);
      z = r(3) - r(1);
      w = 1 + trace;
    } else if (a >= e && a >= i) {
      x = 1 - trace + 2 * a;
      y = r(3) + r(1);
      z = r(6) + r(2);
      w = r(7) - r(5);
    } else if (e >= i) {
      x = r(1) + r(3);
      y = 1 - trace + 2 * e;
      z = r(7) + r(5);
      w = r(2) - r(6);
    } else {
      x = r(2) + r(6);
      y = r(5) + r(7);
      z = 1 - trace + 2 * i;
      w = r(3) - r(1);
    }
    double norm = Math.sqrt(x * x + y * y + z * z + w * w);
    into[offset] = x / norm;
    into[offset + 1] = y / norm;
    into[offset + 2] = z / norm;
    into[offset + 3] = w / norm;
  }

  private double r(int index) {
    return rotation.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
  }
}
