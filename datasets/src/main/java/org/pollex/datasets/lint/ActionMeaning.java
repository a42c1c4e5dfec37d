package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a block of action columns may mean: the target of a measured signal, or its change.
 *
 * @param signal the position or joint stream
 * @param orientation the quaternion stream of the same body; empty without one
 * @param column first column of the block in the actions
 * @param width number of columns
 * @param mode target or change
 */
record ActionMeaning(String signal, String orientation, int column, int width, Mode mode) {
  /** Lags that are tried, from {@link #FIRST_LAG} steps. */
  static final int LAGS = 13;

  private static final int FIRST_LAG = -3;
  private static final int FROM = -FIRST_LAG;

  enum Mode {
    ABSOLUTE("absolute targets"),
    DELTA("differences in the world frame"),
    LOCAL("differences in the frame of the hand");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static List<ActionMeaning> candidates(LintEpisode episode) {
    List<ActionMeaning> all = new ArrayList<>();
    int columns = episode.actions().map(Signal::width).orElse(0);
    for (Signal signal : episode.signals(Role.POSITION, Role.JOINT)) {
      if (signal.privileged()) {
        continue;
      }
      String turn = signal.role() == Role.POSITION ? orientation(episode, signal) : "";
      for (int column = 0; column + signal.width() <= columns; column++) {
        for (Mode mode : Mode.values()) {
          if (mode != Mode.LOCAL || !turn.isEmpty()) {
            all.add(new ActionMeaning(signal.name(), turn, column, signal.width(), mode));
          }
        }
      }
    }
    return all;
  }

  /** The quaternion whose name shares the longest beginning with the signal's. */
  private static String orientation(LintEpisode episode, Signal signal) {
    String best = "";
    int longest = -1;
    for (Signal q : episode.signals(Role.QUATERNION)) {
      int shared =
          Math.max(0, Arrays.mismatch(q.name().toCharArray(), signal.name().toCharArray()));
      if (!q.privileged() && shared > longest) {
        longest = shared;
        best = q.name();
      }
    }
    return best;
  }

  ActionMeaning with(Mode other) {
    return new ActionMeaning(signal, orientation, column, width, other);
  }

  boolean overlaps(ActionMeaning other) {
    return column < other.column + other.width && other.column < column + width;
  }

  /**
   * How a meaning fits an episode, for each lag and column: action = gain · feature + offset.
   *
   * @param shares of the actions' variance that it explains, for each lag; NaN where the actions do
   *     not vary or the episode lacks a stream
   * @param gains action per unit of the feature
   * @param offsets action where the feature is 0
   * @param deviations standard deviation of each action column
   */
  record Explanation(double[] shares, double[][] gains, double[][] offsets, double[] deviations) {}

  /** Fits gains and offsets to an episode. */
  Explanation explain(LintEpisode episode) {
    Explanation fitted =
        new Explanation(
            new double[LAGS], new double[LAGS][width], new double[LAGS][width], new double[width]);
    Arrays.fill(fitted.shares(), Double.NaN);
    Optional<double[][]> features = features(episode);
    for (int i = 0; i < LAGS && features.isPresent(); i++) {
      fit(episode.actions().orElseThrow().rows(), features.get(), i, fitted);
    }
    return fitted;
  }

  private void fit(double[][] actions, double[][] features, int index, Explanation into) {
    double total = 0;
    double left = 0;
    int to = to(actions, features);
    for (int j = 0; j < width && to - FROM > LAGS; j++) {
      Fit fit = new Fit();
      for (int t = FROM; t < to; t++) {
        fit.add(actions[t][column + j], features[t + FIRST_LAG + index][j]);
      }
      into.gains()[index][j] = fit.gain();
      into.offsets()[index][j] = fit.offset();
      into.deviations()[j] = Math.sqrt(fit.variance() / (to - FROM));
      total += fit.variance();
      left += fit.residual();
    }
    into.shares()[index] = total < 1e-9 ? Double.NaN : 1 - left / total;
  }

  /**
   * The share of steps and columns that a known relation does not fit, for each lag. A value counts
   * by the square of its distance, at most as one: steps at which the robot could not follow, at a
   * stop for example, do not hide the others.
   *
   * @param tolerances distance that counts as one, for each column
   */
  double[] misfit(LintEpisode episode, double[] gains, double[] offsets, double[] tolerances) {
    double[] misfit = new double[LAGS];
    Arrays.fill(misfit, Double.NaN);
    Optional<double[][]> found = features(episode);
    if (found.isEmpty()) {
      return misfit;
    }
    double[][] features = found.get();
    double[][] actions = episode.actions().orElseThrow().rows();
    int to = to(actions, features);
    for (int i = 0; i < LAGS && to - FROM > LAGS; i++) {
      double sum = 0;
      for (int t = FROM; t < to; t++) {
        for (int j = 0; j < width; j++) {
          double expected = gains[j] * features[t + FIRST_LAG + i][j] + offsets[j];
          double off = (actions[t][column + j] - expected) / tolerances[j];
          sum += Math.min(1, off * off);
        }
      }
      misfit[i] = sum / (to - FROM) / width;
    }
    return misfit;
  }

  private static int to(double[][] actions, double[][] features) {
    return Math.min(actions.length, features.length) - (LAGS + FIRST_LAG);
  }

  private Optional<double[][]> features(LintEpisode episode) {
    Optional<Signal> source = named(episode, signal);
    Optional<Signal> turn = named(episode, orientation);
    boolean acted = episode.actions().filter(a -> column + width <= a.width()).isPresent();
    if (!acted
        || source.isEmpty()
        || source.get().width() != width
        || mode == Mode.LOCAL && turn.isEmpty()) {
      return Optional.empty();
    }
    double[][] rows = source.get().rows();
    if (mode == Mode.ABSOLUTE) {
      return Optional.of(rows);
    }
    double[][] changes = new double[Math.max(0, rows.length - 1)][width];
    for (int t = 0; t < changes.length; t++) {
      for (int j = 0; j < width; j++) {
        changes[t][j] = rows[t + 1][j] - rows[t][j];
      }
      if (mode == Mode.LOCAL) {
        changes[t] = Rotations.inverse(turn.get().rows()[t], changes[t]);
      }
    }
    return Optional.of(changes);
  }

  private static Optional<Signal> named(LintEpisode episode, String name) {
    return episode.signals().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Sums of a straight-line fit. */
  private static final class Fit {
    private double n;
    private double y;
    private double x;
    private double yy;
    private double xx;
    private double xy;

    void add(double action, double feature) {
      n++;
      y += action;
      x += feature;
      yy += action * action;
      xx += feature * feature;
      xy += action * feature;
    }

    double variance() {
      return Math.max(0, yy - y * y / n);
    }

    /** NaN where the feature does not vary. */
    double gain() {
      double sxx = xx - x * x / n;
      return sxx <= 1e-12 ? Double.NaN : (xy - x * y / n) / sxx;
    }

    double offset() {
      return (y - gain() * x) / n;
    }

    double residual() {
      double gain = gain();
      return Double.isFinite(gain) ? Math.max(0, variance() - gain * (xy - x * y / n)) : variance();
    }
  }
}
