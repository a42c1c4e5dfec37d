package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.lint.Defect.Site;
import org.pollex.hardware.tensor.Tensor;

/** All kinds of defects, each drawn from its smallest documented magnitude upward. */
final class Defects {
  private Defects() {}

  static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    all.add(onRows("not_finite", Defects::measured, Defects::notANumber));
    all.add(onRows("quaternion_norm", role(Role.QUATERNION), Defects::longer));
    all.add(onRows("quaternion_sign_flip", role(Role.QUATERNION), Defects::flipped));
    all.add(onRows("quaternion_order", role(Role.QUATERNION), whole((q, r) -> scalarLast(q))));
    all.add(onRows("degrees", role(Role.JOINT), whole((x, r) -> times(x, 180 / Math.PI))));
    all.add(onRows("millimetres", role(Role.POSITION), whole((x, r) -> times(x, 1000))));
    all.add(onRows("gripper_range", role(Role.GRIPPER), Defects::otherRange));
    all.add(onRows("irregular_stamps", role(Role.STAMP), Defects::gap));
    all.add(onRows("non_monotonic_stamps", role(Role.STAMP), Defects::backInTime));
    all.add(onRows("stuck_sensor", Defects::moving, Defects::stuck));
    all.add(onRows("frozen_camera", role(Role.IMAGE), Defects::stuck));
    all.add(onRows("dead_sensor", Defects::moving, Defects::dead));
    all.add(onRows("channel_order", role(Role.IMAGE), whole((x, r) -> redAndBlue(x))));
    all.addAll(MotionDefects.all());
    all.add(onEpisode("rate_mismatch", Defects::otherRate));
    all.add(onEpisode("missing_stream", Defects::without));
    all.add(new Defect("success_mismatch", Defects::otherLabel));
    all.add(new Defect("upside_down", Defects::upsideDown));
    all.add(new Defect("duplicate_episode", (e, k, r) -> twin(e, k, r, 0)));
    all.add(
        new Defect("near_duplicate", (e, k, r) -> twin(e, k, r, 0.001 + 0.002 * r.nextDouble())));
    all.add(new Defect("split_leak", Defects::leak));
    return all;
  }

  /** Changes the rows of one stream in place; gives the first changed step. */
  interface RowChange {
    Optional<Integer> apply(double[][] rows, Random random);
  }

  static Defect onRows(
      String kind, BiFunction<LintEpisode, Random, List<String>> streams, RowChange change) {
    return new Defect(
        kind,
        (episodes, keys, random) -> {
          int at = random.nextInt(episodes.size());
          Episode episode = episodes.get(at);
          List<String> names = streams.apply(new LintEpisode(episode, at, Set.of()), random);
          if (names.isEmpty()) {
            return Optional.empty();
          }
          String name = names.get(random.nextInt(names.size()));
          double[][] rows = Rows.of(episode, name);
          Optional<Integer> step = change.apply(rows, random);
          step.ifPresent(s -> episodes.set(at, Rows.with(episode, name, rows)));
          return step.map(s -> new Site(at, s));
        });
  }

  static Defect onEpisode(String kind, BiFunction<Episode, Random, Optional<Episode>> change) {
    return new Defect(
        kind,
        (episodes, keys, random) -> {
          int at = random.nextInt(episodes.size());
          Optional<Episode> changed = change.apply(episodes.get(at), random);
          changed.ifPresent(e -> episodes.set(at, e));
          return changed.map(e -> new Site(at, 0));
        });
  }

  static BiFunction<LintEpisode, Random, List<String>> role(Role role) {
    return (episode, random) ->
        episode.signals(role).stream()
            .filter(s -> !s.privileged() && !s.commanded())
            .map(Signal::name)
            .toList();
  }

  private static List<String> measured(LintEpisode episode, Random random) {
    return episode.signals(Role.POSITION, Role.JOINT, Role.QUATERNION, Role.GRIPPER).stream()
        .filter(s -> !s.privileged())
        .map(Signal::name)
        .toList();
  }

  private static List<String> moving(LintEpisode episode, Random random) {
    return episode.motion().stream().map(Signal::name).toList();
  }

  private static RowChange whole(BiFunction<double[], Random, double[]> change) {
    return (rows, random) -> {
      for (int t = 0; t < rows.length; t++) {
        rows[t] = change.apply(rows[t], random);
      }
      return Optional.of(0);
    };
  }

  /** A step with rows on both sides. */
  private static int inside(double[][] rows, Random random) {
    return 3 + random.nextInt(Math.max(1, rows.length - 16));
  }

  private static Optional<Integer> notANumber(double[][] rows, Random random) {
    int t = random.nextInt(rows.length);
    rows[t][random.nextInt(rows[t].length)] =
        random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
    return Optional.of(t);
  }

  /** Smallest: 0.2 % too long, from one step on. */
  private static Optional<Integer> longer(double[][] rows, Random random) {
    int from = inside(rows, random);
    double by = 1 + 0.002 * Math.pow(50, random.nextDouble());
    for (int t = from; t < rows.length; t++) {
      rows[t] = times(rows[t], by);
    }
    return Optional.of(from);
  }

  /** One flip, for the rest of the episode. */
  private static Optional<Integer> flipped(double[][] rows, Random random) {
    int from = inside(rows, random);
    for (int t = from; t < rows.length; t++) {
      rows[t] = times(rows[t], -1);
    }
    return Optional.of(from);
  }

  private static double[] scalarLast(double[] q) {
    return new double[] {q[1], q[2], q[3], q[0]};
  }

  static double[] times(double[] x, double factor) {
    return Arrays.stream(x).map(v -> v * factor).toArray();
  }

  private static double[] redAndBlue(double[] pixels) {
    double[] out = pixels.clone();
    for (int i = 0; i < out.length; i += 3) {
      out[i] = pixels[i + 2];
      out[i + 2] = pixels[i];
    }
    return out;
  }

  /** Smallest: a factor of 4 either way. */
  private static Optional<Integer> otherRange(double[][] rows, Random random) {
    double factor = 4 * Math.pow(64, random.nextDouble());
    double by = random.nextBoolean() ? factor : 1 / factor;
    return whole((x, r) -> times(x, by)).apply(rows, random);
  }

  /** Smallest: one interval longer by half. */
  private static Optional<Integer> gap(double[][] rows, Random random) {
    int from = inside(rows, random);
    double usual = (rows[rows.length - 1][0] - rows[0][0]) / (rows.length - 1);
    double by = usual * 0.5 * Math.pow(6, random.nextDouble());
    for (int t = from; t < rows.length; t++) {
      rows[t][0] += by;
    }
    return Optional.of(from);
  }

  /** Smallest: one stamp equal to the one before. */
  private static Optional<Integer> backInTime(double[][] rows, Random random) {
    int at = inside(rows, random);
    double usual = rows[at][0] - rows[at - 1][0];
    rows[at][0] = rows[at - 1][0] - (random.nextBoolean() ? 0 : usual * random.nextDouble());
    return Optional.of(at);
  }

  /** Smallest: three equal rows. */
  private static Optional<Integer> stuck(double[][] rows, Random random) {
    int from = inside(rows, random);
    int length = 3 + random.nextInt(8);
    for (int t = from + 1; t < Math.min(rows.length, from + length); t++) {
      rows[t] = rows[from].clone();
    }
    return Optional.of(from + 1);
  }

  private static Optional<Integer> dead(double[][] rows, Random random) {
    Arrays.setAll(rows, t -> rows[0].clone());
    return Optional.of(0);
  }

  /** Smallest: 10 % off. */
  private static Optional<Episode> otherRate(Episode episode, Random random) {
    boolean stamped = episode.streams().keySet().stream().anyMatch(n -> n.contains("stamp"));
    double off = 1.1 * Math.pow(3, random.nextDouble());
    EpisodeMetadata m = episode.metadata();
    EpisodeMetadata changed =
        new EpisodeMetadata(
            m.task(),
            m.instruction(),
            m.index(),
            m.seed(),
            m.randVec(),
            m.policy(),
            m.noise(),
            m.controlHz() * (random.nextBoolean() ? off : 1 / off),
            m.cloudCamera(),
            m.attributes());
    return stamped && m.controlHz() > 0
        ? Optional.of(
            new Episode(
                changed, episode.outcome(), episode.specs(), episode.streams(), episode.tensors()))
        : Optional.empty();
  }

  private static Optional<Episode> without(Episode episode, Random random) {
    List<String> names = new ArrayList<>(episode.streams().keySet());
    names.remove(Episode.ACTIONS);
    String name = names.get(random.nextInt(names.size()));
    Map<String, Tensor> streams = new LinkedHashMap<>(episode.streams());
    streams.remove(name);
    return Optional.of(
        new Episode(
            episode.metadata(),
            episode.outcome(),
            episode.specs().stream().filter(s -> !s.name().equals(name)).toList(),
            streams,
            episode.tensors()));
  }

  /** A success that is labelled a failure; it shows where the predicate first holds. */
  private static Optional<Site> otherLabel(
      List<Episode> episodes, List<Set<String>> keys, Random random) {
    int at = random.nextInt(episodes.size());
    Episode episode = episodes.get(at);
    if (!episode.streams().containsKey("success") || !episode.success()) {
      return Optional.empty();
    }
    EpisodeOutcome outcome = new EpisodeOutcome(false, EpisodeOutcome.NEVER, 0, "");
    episodes.set(
        at,
        new Episode(
            episode.metadata(),
            Optional.of(outcome),
            episode.specs(),
            episode.streams(),
            episode.tensors()));
    double[] held = episode.stream("success").toDoubles();
    int first = 0;
    while (held[first] == 0) {
      first++;
    }
    return Optional.of(new Site(at, first));
  }

  private static Optional<Site> upsideDown(
      List<Episode> episodes, List<Set<String>> keys, Random random) {
    int at = random.nextInt(episodes.size());
    Episode episode = episodes.get(at);
    boolean turned = random.nextBoolean();
    for (Signal camera : new LintEpisode(episode, at, Set.of()).signals(Role.IMAGE)) {
      int height = camera.spec().shape().get(0);
      int width = camera.spec().shape().get(1);
      double[][] rows = Rows.of(episode, camera.name());
      for (int t = 0; t < rows.length; t++) {
        double[] out = new double[rows[t].length];
        for (int i = 0; i < out.length; i++) {
          int y = height - 1 - i / 3 / width;
          int x = turned ? width - 1 - i / 3 % width : i / 3 % width;
          out[i] = rows[t][(y * width + x) * 3 + i % 3];
        }
        rows[t] = out;
      }
      episodes.set(at, Rows.with(episode, camera.name(), rows));
      return Optional.of(new Site(at, 0));
    }
    return Optional.empty();
  }

  /** A copy behind the last episode, with noise in parts of each column's standard deviation. */
  private static Optional<Site> twin(
      List<Episode> episodes, List<Set<String>> keys, Random random, double noise) {
    Episode episode = episodes.get(random.nextInt(episodes.size()));
    if (noise > 0) {
      for (Signal signal : new LintEpisode(episode, 0, Set.of()).signals()) {
        if (signal.role() == Role.OTHER || signal.role() == Role.IMAGE) {
          continue;
        }
        double[][] rows = Rows.of(episode, signal.name());
        for (int j = 0; j < rows[0].length; j++) {
          double[] column = signal.column(j);
          double mean = Arrays.stream(column).average().orElse(0);
          double deviation =
              Math.sqrt(
                  Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElse(0));
          for (double[] row : rows) {
            row[j] += noise * deviation * random.nextGaussian();
          }
        }
        episode = Rows.with(episode, signal.name(), rows);
      }
    }
    episodes.add(episode);
    keys.add(Set.of());
    return Optional.of(new Site(episodes.size() - 1, 0));
  }

  private static Optional<Site> leak(
      List<Episode> episodes, List<Set<String>> keys, Random random) {
    int at = random.nextInt(episodes.size());
    for (int i = 0; i < keys.size(); i++) {
      keys.set(i, Set.of(i % 4 == at % 4 ? "valid" : "train"));
    }
    episodes.add(episodes.get(at));
    keys.add(Set.of("train"));
    return Optional.of(new Site(episodes.size() - 1, 0));
  }
}
