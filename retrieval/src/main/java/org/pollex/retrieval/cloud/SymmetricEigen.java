package org.pollex.retrieval.cloud;

/** Eigenvector of the least eigenvalue of a symmetric 3x3 matrix, in closed form. */
final class SymmetricEigen {
  private SymmetricEigen() {}

  /**
   * Trigonometric eigenvalues (Smith 1961), eigenvector by the largest cross product of two rows of
   * A - lambda I.
   *
   * @param a xx, xy, xz, yy, yz, zz
   * @param out receives a unit vector; (0, 0, 1) for an isotropic matrix
   */
  static void leastDirection(double[] a, double[] out) {
    double lambda = least(a);
    double r0x = a[0] - lambda;
    double r0y = a[1];
    double r0z = a[2];
    double r1x = a[1];
    double r1y = a[3] - lambda;
    double r1z = a[4];
    double r2x = a[2];
    double r2y = a[4];
    double r2z = a[5] - lambda;
    double best = 0;
    best = keepLonger(r0x, r0y, r0z, r1x, r1y, r1z, best, out);
    best = keepLonger(r0x, r0y, r0z, r2x, r2y, r2z, best, out);
    best = keepLonger(r1x, r1y, r1z, r2x, r2y, r2z, best, out);
    double scale = a[0] + a[3] + a[5];
    if (best <= 1e-16 * scale * scale) {
      out[0] = 0;
      out[1] = 0;
      out[2] = 1;
      return;
    }
    double length = Math.sqrt(best);
    out[0] /= length;
    out[1] /= length;
    out[2] /= length;
  }

  private static double keepLonger(
      double ax, double ay, double az, double bx, double by, double bz, double best, double[] out) {
    double x = ay * bz - az * by;
    double y = az * bx - ax * bz;
    double z = ax * by - ay * bx;
    double length = x * x + y * y + z * z;
    if (length <= best) {
      return best;
    }
    out[0] = x;
    out[1] = y;
    out[2] = z;
    return length;
  }

  private static double least(double[] a) {
    double q = (a[0] + a[3] + a[5]) / 3;
    double off = a[1] * a[1] + a[2] * a[2] + a[4] * a[4];
    double d0 = a[0] - q;
    double d1 = a[3] - q;
    double d2 = a[5] - q;
    double p = Math.sqrt((d0 * d0 + d1 * d1 + d2 * d2 + 2 * off) / 6);
    if (p == 0) {
      return q;
    }
    double det =
        d0 * (d1 * d2 - a[4] * a[4])
            - a[1] * (a[1] * d2 - a[4] * a[2])
            + a[2] * (a[1] * a[4] - d1 * a[2]);
    double r = Math.max(-1, Math.min(1, det / (2 * p * p * p)));
    return q + 2 * p * Math.cos(Math.acos(r) / 3 + 2 * Math.PI / 3);
  }
}
