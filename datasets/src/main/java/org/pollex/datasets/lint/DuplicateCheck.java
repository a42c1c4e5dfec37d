package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.datasets.curation.EpisodeDigest;
import org.pollex.datasets.curation.Split;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code duplicate_episode}: an earlier episode has the same content. {@code near_duplicate}: an
 * earlier one goes the same way within a 200th of the usual variation, and ends within 5 steps.
 * {@code split_leak}: such a pair, or one episode, is both in train and in valid.
 */
final class DuplicateCheck implements LintCheck {
  private static final double NEAR = 0.005;
  private static final int LENGTHS = 5;
  private static final int EVERY = 8;
  private static final int POINTS = 24;

  private final List<Path> paths = new ArrayList<>();
  private final Map<Integer, Spread> spreads = new HashMap<>();

  /** What is compared of an episode: its digest, and every 8th row of actions and motion. */
  private record Path(
      int position, String digest, int steps, String task, Set<String> keys, float[][] points) {}

  @Override
  public void learn(LintEpisode episode) {
    List<Signal> compared = new ArrayList<>(episode.motion());
    episode.actions().ifPresent(compared::add);
    int width = compared.stream().mapToInt(Signal::width).sum();
    int points = Math.min(POINTS, (episode.steps() + EVERY - 1) / EVERY);
    float[][] path = new float[points][width];
    Spread spread = spreads.computeIfAbsent(width, Spread::new);
    for (int i = 0; i < points; i++) {
      int j = 0;
      for (Signal signal : compared) {
        for (double x : signal.rows()[i * EVERY]) {
          path[i][j] = (float) x;
          spread.add(j++, x);
        }
      }
    }
    paths.add(
        new Path(
            episode.position(),
            EpisodeDigest.of(episode.episode()),
            episode.steps(),
            episode.episode().metadata().task(),
            episode.filterKeys(),
            path));
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    Path own = paths.get(episode.position());
    if (own.keys().containsAll(Set.of(Split.TRAIN, Split.VALID))) {
      leak(own, own, 0, log);
    }
    List<Path> earlier = paths.subList(0, own.position());
    for (Path other : earlier) {
      if (other.digest().equals(own.digest())) {
        log.error(
            "duplicate_episode",
            new Evidence("actions", 0, 0, 1),
            "the same content as episode " + other.position(),
            "Leave one of them out; --fix does that.",
            new Repair.Drop());
        leakBetween(own, other, 0, log);
        return;
      }
    }
    for (Path other : earlier) {
      double distance = distance(own, other);
      if (distance <= NEAR) {
        log.warning(
            "near_duplicate",
            new Evidence("actions", 0, distance, 1 - distance / (2 * NEAR)),
            "the same motion as episode %d within %.2g of the usual variation"
                .formatted(other.position(), distance),
            "Leave one of them out, unless the repetition is meant.");
        leakBetween(own, other, distance, log);
        return;
      }
    }
  }

  private static void leakBetween(Path own, Path other, double distance, LintLog log) {
    if (own.keys().contains(Split.TRAIN) && other.keys().contains(Split.VALID)
        || own.keys().contains(Split.VALID) && other.keys().contains(Split.TRAIN)) {
      leak(own, other, distance, log);
    }
  }

  private static void leak(Path own, Path other, double distance, LintLog log) {
    String side = own.keys().contains(Split.TRAIN) ? Split.TRAIN : Split.VALID;
    log.error(
        "split_leak",
        new Evidence("actions", 0, distance, 1 - distance / (2 * NEAR)),
        own == other
            ? "it is both in train and in valid"
            : "it is in one half of the split, its twin, episode %d, in the other"
                .formatted(other.position()),
        "Divide again with 'pollex data split', which keeps twins together; --fix takes it out of "
            + side
            + ".",
        new Repair.Unkey(side));
  }

  private double distance(Path a, Path b) {
    boolean comparable =
        Math.abs(a.steps() - b.steps()) <= LENGTHS
            && a.task().equals(b.task())
            && a.points().length > 0
            && b.points().length > 0
            && a.points()[0].length == b.points()[0].length;
    if (!comparable) {
      return Double.POSITIVE_INFINITY;
    }
    int width = a.points()[0].length;
    double[] deviation = spreads.get(width).deviations();
    int points = Math.min(a.points().length, b.points().length);
    double sum = 0;
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < width; j++) {
        double d = deviation[j] < 1e-12 ? 0 : (a.points()[i][j] - b.points()[i][j]) / deviation[j];
        sum += d * d;
      }
    }
    return Math.sqrt(sum / points / width);
  }

  /** Standard deviations of columns over the whole file. */
  private static final class Spread {
    private final double[] count;
    private final double[] mean;
    private final double[] squares;

    Spread(int width) {
      count = new double[width];
      mean = new double[width];
      squares = new double[width];
    }

    void add(int j, double x) {
      if (Double.isFinite(x)) {
        count[j]++;
        double before = x - mean[j];
        mean[j] += before / count[j];
        squares[j] += before * (x - mean[j]);
      }
    }

    double[] deviations() {
      double[] deviations = new double[count.length];
      java.util.Arrays.setAll(deviations, j -> Math.sqrt(squares[j] / Math.max(1, count[j])));
      return deviations;
    }
  }
}
