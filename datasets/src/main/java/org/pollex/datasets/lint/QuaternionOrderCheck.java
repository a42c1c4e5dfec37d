package org.pollex.datasets.lint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code quaternion_order}: w, x, y, z where the file has x, y, z, w otherwise, or the reverse.
 *
 * <p>Two kinds of evidence. Two points that are rigid on one body (hand and tool) have a constant
 * difference in its frame, with the right order only; that tells for a whole file too. And the
 * sizes of the four components are alike in all episodes of one file.
 */
final class QuaternionOrderCheck implements LintCheck {
  private static final double MUCH_BETTER = 0.3;
  private static final double APART = 0.12;

  private final Map<String, Sample[]> usual = new HashMap<>();
  private boolean rigidPairs;

  @Override
  public void learn(LintEpisode episode) {
    for (Signal signal : episode.signals(Role.QUATERNION)) {
      Sample[] samples =
          usual.computeIfAbsent(
              signal.name(),
              n -> new Sample[] {new Sample(), new Sample(), new Sample(), new Sample()});
      double[] sizes = sizes(signal);
      for (int j = 0; j < 4; j++) {
        samples[j].add(sizes[j]);
      }
    }
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.signals(Role.QUATERNION)) {
      if (!againstTheOthers(signal, log)) {
        byRigidPoints(episode, signal, log);
      }
      if (!rigidPairs) {
        log.undecided(
            signal.name()
                + ": whether the whole file has the declared quaternion order; two points on one"
                + " body would tell (for example ee_pos and tcp_pos)");
      }
    }
  }

  private boolean againstTheOthers(Signal signal, LintLog log) {
    double[] own = sizes(signal);
    double[] others = Arrays.stream(usual.get(signal.name())).mapToDouble(Sample::median).toArray();
    double direct = distance(own, others);
    double scalarLast = distance(turned(own, 1), others);
    double scalarFirst = distance(turned(own, 3), others);
    double better = Math.min(scalarLast, scalarFirst);
    if (direct < APART || better > MUCH_BETTER * direct) {
      return false;
    }
    int turn = scalarLast < scalarFirst ? 1 : 3;
    log.error(
        "quaternion_order",
        new Evidence(
            signal.name(),
            0,
            direct / better,
            LintFinding.beyond(1 / MUCH_BETTER, direct / better)),
        "the components fit the other episodes %.1f times better when %s"
            .formatted(
                direct / better,
                turn == 1
                    ? "w is taken from the front to the end"
                    : "w is taken from the end to the front"),
        "Reorder them; --fix does that.",
        new Repair.Stream(signal.name(), "reordered", Repair.rows(q -> turned(q, turn))));
    return true;
  }

  /** Points of the same body: names that differ from the quaternion's in their last part. */
  private void byRigidPoints(LintEpisode episode, Signal quaternion, LintLog log) {
    String prefix = quaternion.name().replaceFirst("[^/_]*_?quat.*$", "");
    List<Signal> points =
        episode.signals(Role.POSITION).stream()
            .filter(s -> s.name().startsWith(prefix) && !s.privileged())
            .filter(
                s ->
                    s.name().contains("ee_")
                        || s.name().contains("tcp")
                        || s.name().contains("eef"))
            .toList();
    boolean scalarLast =
        quaternion
            .spec()
            .layout()
            .replace(" ", "")
            .toLowerCase(java.util.Locale.ROOT)
            .startsWith("xyzw");
    if (points.size() < 2 || quaternion.spec().layout().isEmpty()) {
      return;
    }
    double declared = spread(points.get(0), points.get(1), quaternion, scalarLast);
    double other = spread(points.get(0), points.get(1), quaternion, !scalarLast);
    rigidPairs = true;
    if (other < MUCH_BETTER * declared && declared > 0.02) {
      int turn = scalarLast ? 1 : 3;
      log.error(
          "quaternion_order",
          new Evidence(
              quaternion.name(),
              0,
              declared / other,
              LintFinding.beyond(1 / MUCH_BETTER, declared / other)),
          "%s stays at one place on the body of %s %.1f times better in the other order than declared"
              .formatted(points.get(1).name(), points.get(0).name(), declared / other),
          "Reorder them, or correct the layout attribute; --fix reorders.",
          new Repair.Stream(quaternion.name(), "reordered", Repair.rows(q -> turned(q, turn))));
    }
  }

  /** Standard deviation, relative to the mean length, of b − a seen from the body. */
  private static double spread(Signal a, Signal b, Signal q, boolean scalarLast) {
    int n = q.rows().length;
    double[] mean = new double[3];
    double[][] local = new double[n][];
    for (int t = 0; t < n; t++) {
      double[] v = new double[3];
      for (int j = 0; j < 3; j++) {
        v[j] = b.rows()[t][j] - a.rows()[t][j];
      }
      double[] wxyz = scalarLast ? turned(q.rows()[t], 3) : q.rows()[t];
      local[t] = Rotations.inverse(wxyz, v);
      for (int j = 0; j < 3; j++) {
        mean[j] += local[t][j] / n;
      }
    }
    double variance = 0;
    double length = 0;
    for (double[] v : local) {
      for (int j = 0; j < 3; j++) {
        variance += (v[j] - mean[j]) * (v[j] - mean[j]) / n;
        length += v[j] * v[j] / n;
      }
    }
    return length < 1e-6 ? 0 : Math.sqrt(variance / length);
  }

  private static double[] turned(double[] q, int by) {
    double[] out = new double[4];
    for (int j = 0; j < 4; j++) {
      out[j] = q[(j + by) % 4];
    }
    return out;
  }

  private static double[] sizes(Signal signal) {
    double[] sizes = new double[4];
    for (double[] row : signal.rows()) {
      for (int j = 0; j < 4; j++) {
        sizes[j] += Math.abs(row[j]) / signal.rows().length;
      }
    }
    return sizes;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      sum += Math.abs(a[j] - b[j]);
    }
    return sum;
  }
}
