package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.pollex.datasets.lint.ActionMeaning.Explanation;
import org.pollex.datasets.lint.ActionMeaning.Mode;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code action_mode}: absolute targets among differences, or the reverse. {@code action_frame}:
 * differences in the frame of the hand among differences in the world, or the reverse. {@code
 * action_lag}: actions that belong to another step than in the other episodes.
 *
 * <p>What actions mean in this file is the {@link ActionMeaning} that explains them best in the
 * median episode, with the median gain and offset; an episode that another meaning or lag fits far
 * better has a defect.
 */
final class ActionCheck implements LintCheck {
  private static final double EXPLAINED = 0.8;
  private static final double WELL = 0.85;

  /** Share of values that must be fitted better, and what may stay of the misfit. */
  private static final double BETTER_BY = 0.004;

  private static final double STAYS = 0.75;
  private static final double MISFIT = 0.4;

  /** The distance that counts as a full misfit: so many usual residuals of an action column. */
  private static final double RESIDUALS = 3;

  /** Bounds of that distance, in standard deviations of the column. */
  private static final double TIGHTEST = 0.005;

  private static final double WIDEST = 0.1;

  private static final int FEW = 5;

  /** Enough to know what is usual, in bounded memory. */
  private static final int LEARNED = 500;

  private final Map<ActionMeaning, List<Explanation>> learned = new LinkedHashMap<>();
  private List<Usual> usual;

  /** A meaning with the lag, gains and offsets that most episodes have. */
  private record Usual(
      ActionMeaning meaning,
      int lag,
      double explained,
      double[] gains,
      double[] offsets,
      double[] tolerances) {

    double[] misfit(LintEpisode episode) {
      return meaning.misfit(episode, gains, offsets, tolerances);
    }

    /** The same differences in another frame: turning mixes the columns, so they have one gain. */
    double[] misfit(LintEpisode episode, Mode mode) {
      double[] sorted = gains.clone();
      Arrays.sort(sorted);
      double[] same = new double[gains.length];
      Arrays.fill(same, sorted[sorted.length / 2]);
      return meaning.with(mode).misfit(episode, same, new double[gains.length], tolerances);
    }
  }

  @Override
  public void learn(LintEpisode episode) {
    for (ActionMeaning meaning : ActionMeaning.candidates(episode)) {
      List<Explanation> known = learned.computeIfAbsent(meaning, m -> new ArrayList<>());
      if (known.size() < LEARNED) {
        known.add(meaning.explain(episode));
      }
    }
  }

  /** The best meanings of separate blocks of columns. */
  private List<Usual> usual() {
    if (usual == null) {
      List<Usual> all = new ArrayList<>();
      learned.forEach((meaning, explanations) -> all.add(usual(meaning, explanations)));
      all.sort(Comparator.comparingDouble(u -> -u.explained()));
      usual = new ArrayList<>();
      for (Usual candidate : all) {
        boolean free = usual.stream().noneMatch(u -> u.meaning().overlaps(candidate.meaning()));
        if (free && candidate.explained() >= EXPLAINED) {
          usual.add(candidate);
        }
      }
      learned.clear();
    }
    return usual;
  }

  private static Usual usual(ActionMeaning meaning, List<Explanation> all) {
    int lag = 0;
    double most = 0;
    for (int i = 0; i < ActionMeaning.LAGS; i++) {
      int at = i;
      double share = median(all, e -> e.shares()[at]);
      if (share > most) {
        most = share;
        lag = i;
      }
    }
    int width = meaning.width();
    Usual best =
        new Usual(meaning, lag, most, new double[width], new double[width], new double[width]);
    double tolerance = Math.clamp(RESIDUALS * Math.sqrt(1 - most), TIGHTEST, WIDEST);
    for (int j = 0; j < width; j++) {
      int at = lag;
      int column = j;
      best.gains()[j] = median(all, e -> e.gains()[at][column]);
      best.offsets()[j] = median(all, e -> e.offsets()[at][column]);
      best.tolerances()[j] = Math.max(1e-9, tolerance * median(all, e -> e.deviations()[column]));
    }
    return best;
  }

  private static double median(List<Explanation> all, ToDoubleFunction<Explanation> figure) {
    Sample sample = new Sample();
    all.forEach(e -> sample.add(figure.applyAsDouble(e)));
    return sample.size() < FEW ? Double.NaN : sample.median();
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    if (usual().isEmpty()) {
      log.undecided(
          "actions: what they mean and which step they belong to; no position or joint stream"
              + " explains them in at least "
              + FEW
              + " episodes");
    }
    for (Usual u : usual()) {
      double[] misfit = u.misfit(episode);
      int best = smallest(misfit);
      if (best < 0) {
        continue;
      }
      double own = misfit[u.lag()];
      double left = misfit[best];
      if (best != u.lag() && own - left > BETTER_BY && left < STAYS * own && left < 0.5) {
        log.error(
            "action_lag",
            new Evidence("actions", 0, best - u.lag(), LintFinding.beyond(1 / STAYS, own / left)),
            "actions fit %s best %+d steps from where they do in the other episodes"
                .formatted(u.meaning().signal(), best - u.lag()),
            "Move the actions by that many steps, and check how this episode was recorded.");
      } else if (own > MISFIT && left > MISFIT) {
        otherMeaning(episode, u, left, log);
      }
    }
  }

  private static void otherMeaning(LintEpisode episode, Usual u, double own, LintLog log) {
    Mode mode = u.meaning().mode();
    boolean differences = mode != Mode.ABSOLUTE;
    Mode frame = mode == Mode.DELTA ? Mode.LOCAL : Mode.DELTA;
    if (differences) {
      double[] turned = u.misfit(episode, frame);
      int best = smallest(turned);
      if (best >= 0 && turned[best] < STAYS * own) {
        tell("action_frame", frame, u, 1 - turned[best], own, log);
        return;
      }
    }
    for (Mode other : differences ? List.of(Mode.ABSOLUTE) : List.of(Mode.DELTA, Mode.LOCAL)) {
      double most =
          Arrays.stream(u.meaning().with(other).explain(episode).shares()).max().orElse(0);
      if (most > WELL) {
        tell("action_mode", other, u, most, own, log);
        return;
      }
    }
  }

  private static void tell(
      String kind, Mode mode, Usual u, double fitted, double own, LintLog log) {
    log.error(
        kind,
        new Evidence("actions", 0, fitted, LintFinding.beyond(1 - own, fitted)),
        "as %s, %s fits %.0f %% of the actions; as %s, as in the other episodes, %.0f %%"
            .formatted(
                mode.text(),
                u.meaning().signal(),
                100 * fitted,
                u.meaning().mode().text(),
                100 * (1 - own)),
        "Convert the actions of this episode, or leave it out.");
  }

  private static int smallest(double[] misfit) {
    int best = -1;
    for (int i = 0; i < misfit.length; i++) {
      if (Double.isFinite(misfit[i]) && (best < 0 || misfit[i] < misfit[best])) {
        best = i;
      }
    }
    return best;
  }
}
