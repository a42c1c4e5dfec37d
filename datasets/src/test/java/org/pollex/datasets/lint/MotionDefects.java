package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.lint.Defect.Site;
import org.pollex.hardware.tensor.Tensor;

/** Defects of actions and of motion. */
final class MotionDefects {
  private MotionDefects() {}

  static List<Defect> all() {
    return List.of(
        new Defect("teleport", (e, k, r) -> jump(e, r, false)),
        new Defect("outlier", (e, k, r) -> jump(e, r, true)),
        Defects.onEpisode("action_lag", MotionDefects::late),
        Defects.onEpisode("action_mode", MotionDefects::otherMode),
        Defects.onEpisode("action_frame", MotionDefects::otherFrame),
        Defects.onEpisode("gripper_sign", MotionDefects::reversed),
        new Defect("clipped_actions", MotionDefects::clipped),
        new Defect("idle_head", (e, k, r) -> idle(e, r, true)),
        new Defect("idle_tail", (e, k, r) -> idle(e, r, false)));
  }

  /** Smallest: 5 times the fastest step that 9 of 10 episodes have. */
  private static Optional<Site> jump(List<Episode> episodes, Random random, boolean back) {
    int at = random.nextInt(episodes.size());
    List<Signal> motion =
        new LintEpisode(episodes.get(at), at, Set.of())
            .motion().stream().filter(s -> s.role() != Role.QUATERNION).toList();
    String name = motion.get(random.nextInt(motion.size())).name();
    Sample fastest = new Sample();
    for (Episode episode : episodes) {
      Signal signal =
          new LintEpisode(episode, 0, Set.of())
              .motion().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
      double most = 0;
      for (int t = 0; t + 1 < signal.rows().length; t++) {
        most = Math.max(most, signal.change(t));
      }
      fastest.add(most);
    }
    double size = 5 * fastest.quantile(0.9) * Math.pow(4, random.nextDouble());
    double[][] rows = Rows.of(episodes.get(at), name);
    double[] offset = new double[rows[0].length];
    double norm = 0;
    for (int j = 0; j < offset.length; j++) {
      offset[j] = random.nextGaussian();
      norm += offset[j] * offset[j];
    }
    int from = 3 + random.nextInt(rows.length - 8);
    for (int t = from; t < (back ? from + 1 : rows.length); t++) {
      for (int j = 0; j < offset.length; j++) {
        rows[t][j] += size * offset[j] / Math.sqrt(norm);
      }
    }
    episodes.set(at, Rows.with(episodes.get(at), name, rows));
    return Optional.of(new Site(at, from));
  }

  /** Smallest: one step, to either side. */
  private static Optional<Episode> late(Episode episode, Random random) {
    int by = (1 + random.nextInt(3)) * (random.nextBoolean() ? 1 : -1);
    double[][] rows = Rows.of(episode, Episode.ACTIONS);
    double[][] moved = new double[rows.length][];
    for (int t = 0; t < rows.length; t++) {
      moved[t] = rows[Math.min(rows.length - 1, Math.max(0, t - by))];
    }
    return Optional.of(Rows.with(episode, Episode.ACTIONS, moved));
  }

  private static boolean differences(Episode episode) {
    return episode.streams().containsKey("obs/command_pos");
  }

  private static Optional<Episode> otherMode(Episode episode, Random random) {
    double[][] rows = Rows.of(episode, Episode.ACTIONS);
    double[][] changed = new double[rows.length][];
    if (differences(episode)) {
      double[][] told = Rows.of(episode, "obs/command_pos");
      for (int t = 0; t < rows.length; t++) {
        int next = Math.min(rows.length - 1, t + 1);
        changed[t] = new double[] {told[next][0], told[next][1], told[next][2], rows[t][3]};
      }
    } else {
      for (int t = 0; t < rows.length; t++) {
        double[] before = rows[Math.max(0, t - 1)];
        double[] now = rows[t].clone();
        for (int j = 0; j < now.length; j++) {
          now[j] -= j % 7 == 6 ? 0 : before[j];
        }
        changed[t] = now;
      }
    }
    return Optional.of(Rows.with(episode, Episode.ACTIONS, changed));
  }

  private static Optional<Episode> otherFrame(Episode episode, Random random) {
    if (!differences(episode)) {
      return Optional.empty();
    }
    double[][] rows = Rows.of(episode, Episode.ACTIONS);
    double[][] turn = Rows.of(episode, "obs/ee_quat");
    for (int t = 0; t < rows.length; t++) {
      double[] local = Rotations.inverse(turn[t], Arrays.copyOf(rows[t], 3));
      System.arraycopy(local, 0, rows[t], 0, 3);
    }
    return Optional.of(Rows.with(episode, Episode.ACTIONS, rows));
  }

  /** Smallest: an episode in which the gripper moves by a quarter of its opening. */
  private static Optional<Episode> reversed(Episode episode, Random random) {
    boolean two = !differences(episode);
    double[] opening = column(Rows.of(episode, two ? "obs/left_gripper" : "obs/gripper"), 0);
    double most = Arrays.stream(opening).max().orElse(0);
    if (most - Arrays.stream(opening).min().orElse(0) < 0.25 * most) {
      return Optional.empty();
    }
    double[][] rows = Rows.of(episode, Episode.ACTIONS);
    for (double[] row : rows) {
      if (two) {
        row[6] = 1 - row[6];
      } else {
        row[3] = -row[3];
      }
    }
    return Optional.of(Rows.with(episode, Episode.ACTIONS, rows));
  }

  private static double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(r -> r[j]).toArray();
  }

  /** Smallest: 8 % of the steps, three and more in a row. */
  private static Optional<Site> clipped(
      List<Episode> episodes, List<Set<String>> keys, Random random) {
    int at = random.nextInt(episodes.size());
    Episode episode = episodes.get(at);
    if (differences(episode)) {
      return Optional.empty();
    }
    double[][] rows = Rows.of(episode, Episode.ACTIONS);
    int j = random.nextInt(6) + 7 * random.nextInt(2);
    double[] sorted = column(rows, j);
    Arrays.sort(sorted);
    double share = 0.08 + 0.2 * random.nextDouble();
    float limit = (float) sorted[(int) ((1 - share) * (sorted.length - 1))];
    int first = -1;
    int run = 0;
    for (int t = 0; t < rows.length; t++) {
      boolean over = rows[t][j] >= limit;
      rows[t][j] = Math.min(rows[t][j], limit);
      run = over ? run + 1 : 0;
      if (run == 3 && first < 0) {
        first = t - 2;
      }
    }
    if (first < 0) {
      return Optional.empty();
    }
    episodes.set(at, Rows.with(episode, Episode.ACTIONS, rows));
    return Optional.of(new Site(at, first));
  }

  /** Smallest: half a second, and 10 steps. */
  private static Optional<Site> idle(List<Episode> episodes, Random random, boolean head) {
    int at = random.nextInt(episodes.size());
    Episode episode = episodes.get(at);
    int length =
        (int) (Math.max(10, 0.5 * episode.metadata().controlHz()) * (1 + 2 * random.nextDouble()));
    int steps = episode.steps();
    int turn = head ? steps / 4 : 3 * steps / 4;
    List<Integer> order = new ArrayList<>();
    for (int t = head ? turn : 0; t < (head ? steps : turn); t++) {
      order.add(t);
    }
    for (int i = 0; i < length; i++) {
      order.add(head ? 0 : order.size(), head ? turn : turn - 1);
    }
    List<Signal> motion = new LintEpisode(episode, at, Set.of()).motion();
    boolean moves = motion.stream().allMatch(s -> s.change(turn) > 0 && s.change(turn - 2) > 0);
    double speed = motion.stream().mapToDouble(s -> s.change(turn - 2) / mean(s)).max().orElse(0);
    if (!moves || speed < 0.2) {
      return Optional.empty();
    }
    Map<String, Tensor> streams = new LinkedHashMap<>();
    episode.streams().forEach((name, values) -> streams.put(name, ordered(values, order)));
    episodes.set(
        at,
        new Episode(
            episode.metadata(), episode.outcome(), episode.specs(), streams, episode.tensors()));
    return Optional.of(new Site(at, head ? 0 : turn));
  }

  private static double mean(Signal signal) {
    double sum = 0;
    for (int t = 0; t + 1 < signal.rows().length; t++) {
      sum += signal.change(t);
    }
    return sum / (signal.rows().length - 1);
  }

  private static Tensor ordered(Tensor values, List<Integer> order) {
    int row = values.bytes().remaining() / values.shape()[0];
    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(row * order.size());
    order.forEach(t -> out.put(values.bytes().slice(t * row, row)));
    int[] shape = values.shape();
    shape[0] = order.size();
    return Tensor.wrap(values.dtype(), shape, out.flip());
  }
}
