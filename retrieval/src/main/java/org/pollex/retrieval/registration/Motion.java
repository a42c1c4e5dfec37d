package org.pollex.retrieval.registration;

/**
 * A rigid motion X_TS of the source cloud into the target frame, {@code p_T = R p_S + t}; rotation
 * row-major. Package-internal twin of {@code Pose}, kept as plain arrays for the inner loops.
 */
record Motion(double[] r, double[] t) {

  /** Turns by {@code yaw} about the vertical through {@code from}, which lands on {@code to}. */
  static Motion aboutVertical(double yaw, double[] from, double[] to) {
    double c = Math.cos(yaw);
    double s = Math.sin(yaw);
    double[] r = {c, -s, 0, s, c, 0, 0, 0, 1};
    double[] t = {
      to[0] - c * from[0] + s * from[1], to[1] - s * from[0] - c * from[1], to[2] - from[2]
    };
    return new Motion(r, t);
  }

  /**
   * This motion followed by a small rotation (rotation vector) about {@code centre} and a shift.
   */
  Motion then(double[] rotation, double[] centre, double[] shift) {
    double[] d = exp(rotation);
    double[] nr = new double[9];
    double[] nt = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        nr[3 * i + j] = d[3 * i] * r[j] + d[3 * i + 1] * r[3 + j] + d[3 * i + 2] * r[6 + j];
      }
      nt[i] =
          d[3 * i] * (t[0] - centre[0])
              + d[3 * i + 1] * (t[1] - centre[1])
              + d[3 * i + 2] * (t[2] - centre[2])
              + centre[i]
              + shift[i];
    }
    return new Motion(nr, nt);
  }

  Motion inverse() {
    double[] ri = {r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]};
    double[] ti = new double[3];
    for (int i = 0; i < 3; i++) {
      ti[i] = -(ri[3 * i] * t[0] + ri[3 * i + 1] * t[1] + ri[3 * i + 2] * t[2]);
    }
    return new Motion(ri, ti);
  }

  /** Writes the image of point {@code i} of a packed cloud to {@code out}. */
  void apply(float[] xyz, int i, double[] out) {
    double x = xyz[3 * i];
    double y = xyz[3 * i + 1];
    double z = xyz[3 * i + 2];
    out[0] = r[0] * x + r[1] * y + r[2] * z + t[0];
    out[1] = r[3] * x + r[4] * y + r[5] * z + t[1];
    out[2] = r[6] * x + r[7] * y + r[8] * z + t[2];
  }

  /** Image of a point. */
  double[] apply(double[] p) {
    return new double[] {
      r[0] * p[0] + r[1] * p[1] + r[2] * p[2] + t[0],
      r[3] * p[0] + r[4] * p[1] + r[5] * p[2] + t[1],
      r[6] * p[0] + r[7] * p[1] + r[8] * p[2] + t[2]
    };
  }

  /** Writes the image of direction {@code i} of a packed set of directions to {@code out}. */
  void rotate(float[] xyz, int i, double[] out) {
    double x = xyz[3 * i];
    double y = xyz[3 * i + 1];
    double z = xyz[3 * i + 2];
    out[0] = r[0] * x + r[1] * y + r[2] * z;
    out[1] = r[3] * x + r[4] * y + r[5] * z;
    out[2] = r[6] * x + r[7] * y + r[8] * z;
  }

  /** Rotation about the vertical, radians: atan2(R_yx, R_xx). */
  double yaw() {
    return Math.atan2(r[3], r[0]);
  }

  private static double[] exp(double[] w) {
    double angle = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
    if (angle < 1e-12) {
      return new double[] {1, -w[2], w[1], w[2], 1, -w[0], -w[1], w[0], 1};
    }
    double x = w[0] / angle;
    double y = w[1] / angle;
    double z = w[2] / angle;
    double s = Math.sin(angle);
    double c = Math.cos(angle);
    double k = 1 - c;
    return new double[] {
      c + k * x * x,
      k * x * y - s * z,
      k * x * z + s * y,
      k * x * y + s * z,
      c + k * y * y,
      k * y * z - s * x,
      k * x * z - s * y,
      k * y * z + s * x,
      c + k * z * z
    };
  }
}
