package org.pollex.datasets.lint;

import java.util.Optional;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code quaternion_norm}: a quaternion is not of length 1. {@code quaternion_sign_flip}: q turns
 * into −q, the same rotation, which a learned policy sees as a jump.
 */
final class QuaternionCheck implements LintCheck {
  private static final double NORM_LIMIT = 1e-3;
  private static final double CLOSE = 0.5;

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.signals(Role.QUATERNION)) {
      norm(signal, log);
      signs(signal, log);
    }
  }

  private static void norm(Signal signal, LintLog log) {
    double[][] rows = signal.rows();
    for (int t = 0; t < rows.length; t++) {
      double off = Math.abs(norm(rows[t]) - 1);
      if (off > NORM_LIMIT) {
        log.error(
            "quaternion_norm",
            new Evidence(signal.name(), t, off, LintFinding.beyond(NORM_LIMIT, off)),
            "a quaternion's length differs from 1 by %.3g".formatted(off),
            "Divide by the length, unless it is near 0; --fix does that.",
            new Repair.Stream(signal.name(), "normalised", Repair.rows(QuaternionCheck::unit)));
        return;
      }
    }
  }

  private static void signs(Signal signal, LintLog log) {
    double[][] rows = signal.rows();
    int flips = 0;
    Optional<Integer> first = Optional.empty();
    for (int t = 1; t < rows.length; t++) {
      if (flipped(rows[t - 1], rows[t])) {
        flips++;
        first = first.or(() -> Optional.of(0));
        first = first.get() == 0 ? Optional.of(t) : first;
      }
    }
    if (flips > 0) {
      log.warning(
          "quaternion_sign_flip",
          new Evidence(signal.name(), first.orElse(0), flips, 1),
          flips + " changes from q to -q, which is the same rotation",
          "Keep the sign of the step before; --fix does that.",
          new Repair.Stream(signal.name(), "made continuous", QuaternionCheck::continuous));
    }
  }

  private static boolean flipped(double[] before, double[] now) {
    double dot = 0;
    for (int j = 0; j < 4; j++) {
      dot += before[j] * now[j];
    }
    return dot < -CLOSE;
  }

  private static double norm(double[] q) {
    return Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  }

  private static double[] unit(double[] q) {
    double norm = norm(q);
    return norm < CLOSE
        ? q.clone()
        : new double[] {q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm};
  }

  private static double[][] continuous(double[][] rows) {
    double[][] out = new double[rows.length][];
    for (int t = 0; t < rows.length; t++) {
      double[] q = rows[t].clone();
      if (t > 0 && flipped(out[t - 1], q)) {
        for (int j = 0; j < 4; j++) {
          q[j] = -q[j];
        }
      }
      out[t] = q;
    }
    return out;
  }
}
