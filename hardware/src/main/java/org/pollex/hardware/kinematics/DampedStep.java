package org.pollex.hardware.kinematics;

/** One damped step: dq = J' (J J' + λ I)⁻¹ e over the joints that their limits leave free. */
final class DampedStep {
  /** Damping per squared error, and the least damping; chosen by trials on the profiles' arms. */
  private static final double DAMPING = 0.01;

  private static final double LEAST = 1e-9;

  /** Longest step of a joint, rad or m. */
  private static final double LONGEST = 0.8;

  /** The step, one number per joint. */
  final double[] dq;

  private final KinematicChain chain;
  private final int n;
  private final double[] jacobian;
  private final double[] a = new double[36];
  private final double[] y = new double[6];

  DampedStep(KinematicChain chain) {
    this.chain = chain;
    n = chain.size();
    dq = new double[n];
    jacobian = new double[6 * n];
  }

  void from(ChainState state, double[] q, double[] error, double cost) {
    state.jacobian(jacobian);
    double damping = DAMPING * cost + LEAST;
    solve(error, damping);
    boolean held = false;
    for (int i = 0; i < n; i++) {
      boolean low = q[i] <= chain.lower(i) && dq[i] < 0;
      boolean high = q[i] >= chain.upper(i) && dq[i] > 0;
      if (low || high) {
        held = true;
        for (int row = 0; row < 6; row++) {
          jacobian[row * n + i] = 0;
        }
      }
    }
    if (held) {
      solve(error, damping);
    }
    double longest = 0;
    for (double d : dq) {
      longest = Math.max(longest, Math.abs(d));
    }
    if (longest > LONGEST) {
      for (int i = 0; i < n; i++) {
        dq[i] *= LONGEST / longest;
      }
    }
  }

  private void solve(double[] error, double damping) {
    for (int r = 0; r < 6; r++) {
      for (int c = 0; c <= r; c++) {
        double sum = r == c ? damping : 0;
        for (int i = 0; i < n; i++) {
          sum += jacobian[r * n + i] * jacobian[c * n + i];
        }
        a[6 * r + c] = sum;
      }
    }
    factorise();
    for (int r = 0; r < 6; r++) {
      double sum = error[r];
      for (int c = 0; c < r; c++) {
        sum -= a[6 * r + c] * y[c];
      }
      y[r] = sum / a[7 * r];
    }
    for (int r = 5; r >= 0; r--) {
      double sum = y[r];
      for (int c = r + 1; c < 6; c++) {
        sum -= a[6 * c + r] * y[c];
      }
      y[r] = sum / a[7 * r];
    }
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int r = 0; r < 6; r++) {
        sum += jacobian[r * n + i] * y[r];
      }
      dq[i] = sum;
    }
  }

  /** Cholesky, in place, lower triangle; the damping keeps the pivots positive. */
  private void factorise() {
    for (int c = 0; c < 6; c++) {
      for (int r = c; r < 6; r++) {
        double sum = a[6 * r + c];
        for (int k = 0; k < c; k++) {
          sum -= a[6 * r + k] * a[6 * c + k];
        }
        a[6 * r + c] = r == c ? Math.sqrt(Math.max(sum, 1e-14)) : sum / a[7 * c];
      }
    }
  }
}
