package org.pollex.retrieval.registration;

import java.util.Arrays;

/**
 * One Gauss-Newton step of point-to-plane alignment: normal equations over a small rotation about a
 * pivot and a shift, solved by Cholesky decomposition. Rotations that are not free are locked.
 */
final class PlaneFit {
  private static final int N = 6;

  /** Share of the plain point-to-point distance, so that flat scenes stay solvable. */
  private static final double POINT_SHARE = 0.1;

  /** Which rotations are free. */
  enum Turns {
    NONE,
    YAW,
    ALL
  }

  private final double[] pivot;
  private final Turns turns;
  private final double[] hessian = new double[N * N];
  private final double[] gradient = new double[N];
  private final double[] row = new double[N];
  private final double[] factor = new double[N * N];

  PlaneFit(double[] pivot, Turns turns) {
    this.pivot = pivot;
    this.turns = turns;
  }

  void clear() {
    Arrays.fill(hessian, 0);
    Arrays.fill(gradient, 0);
  }

  /** Adds a pair: point p, off its partner by d, whose surface has normal n. */
  void add(
      double[] p, double dx, double dy, double dz, double nx, double ny, double nz, double weight) {
    double ax = p[0] - pivot[0];
    double ay = p[1] - pivot[1];
    double az = p[2] - pivot[2];
    addRow(ax, ay, az, nx, ny, nz, dx * nx + dy * ny + dz * nz, weight);
    addRow(ax, ay, az, 1, 0, 0, dx, weight * POINT_SHARE);
    addRow(ax, ay, az, 0, 1, 0, dy, weight * POINT_SHARE);
    addRow(ax, ay, az, 0, 0, 1, dz, weight * POINT_SHARE);
  }

  /** Residual along n at arm a: its derivative is (a x n, n). */
  private void addRow(
      double ax,
      double ay,
      double az,
      double nx,
      double ny,
      double nz,
      double residual,
      double weight) {
    row[0] = turns == Turns.ALL ? ay * nz - az * ny : 0;
    row[1] = turns == Turns.ALL ? az * nx - ax * nz : 0;
    row[2] = turns == Turns.NONE ? 0 : ax * ny - ay * nx;
    row[3] = nx;
    row[4] = ny;
    row[5] = nz;
    for (int i = 0; i < N; i++) {
      double w = weight * row[i];
      gradient[i] -= w * residual;
      for (int j = 0; j <= i; j++) {
        hessian[N * i + j] += w * row[j];
      }
    }
  }

  /** Returns the improved motion, or null if the pairs do not determine it. */
  Motion apply(Motion motion) {
    for (int k = 0; k < 3; k++) {
      boolean free = turns == Turns.ALL || turns == Turns.YAW && k == 2;
      if (!free) {
        hessian[(N + 1) * k] = 1;
      }
    }
    if (!decompose()) {
      return null;
    }
    double[] x = gradient.clone();
    for (int i = 0; i < N; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= factor[N * i + k] * x[k];
      }
      x[i] /= factor[N * i + i];
    }
    for (int i = N - 1; i >= 0; i--) {
      for (int k = i + 1; k < N; k++) {
        x[i] -= factor[N * k + i] * x[k];
      }
      x[i] /= factor[N * i + i];
    }
    return motion.then(new double[] {x[0], x[1], x[2]}, pivot, new double[] {x[3], x[4], x[5]});
  }

  /** Lower Cholesky factor of the hessian; false if it is not positive definite. */
  private boolean decompose() {
    for (int i = 0; i < N; i++) {
      for (int j = 0; j <= i; j++) {
        double s = hessian[N * i + j];
        for (int k = 0; k < j; k++) {
          s -= factor[N * i + k] * factor[N * j + k];
        }
        if (i != j) {
          factor[N * i + j] = s / factor[N * j + j];
        } else if (s > 1e-12) {
          factor[N * i + i] = Math.sqrt(s);
        } else {
          return false;
        }
      }
    }
    return true;
  }
}
