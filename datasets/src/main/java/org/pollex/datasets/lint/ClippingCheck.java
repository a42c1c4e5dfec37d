package org.pollex.datasets.lint;

import java.util.Arrays;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code clipped_actions}: a column of the actions stands at its own largest or smallest value for
 * 3 steps or more at a time, over 5 % of the episode. A command of a few fixed values is no
 * clipping.
 */
final class ClippingCheck implements LintCheck {
  private static final double SHARE = 0.05;
  private static final int DISTINCT = 10;

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    Signal actions = episode.actions().orElse(null);
    if (actions == null) {
      return;
    }
    double most = 0;
    int first = 0;
    int column = 0;
    for (int j = 0; j < actions.width(); j++) {
      double[] values = actions.column(j);
      if (Arrays.stream(values).distinct().limit(DISTINCT).count() < DISTINCT) {
        continue;
      }
      for (double limit : limits(values)) {
        int[] standing = standing(values, limit);
        double share = (double) standing[0] / values.length;
        if (share > most) {
          most = share;
          first = standing[1];
          column = j;
        }
      }
    }
    if (most >= SHARE) {
      log.warning(
          "clipped_actions",
          new Evidence("actions", first, most, LintFinding.beyond(SHARE, most)),
          "column %d stands at its limit in %.0f %% of the steps".formatted(column, 100 * most),
          "Record slower demonstrations or widen the limit; actions_raw, where recorded, has what"
              + " was asked for.");
    }
  }

  private static double[] limits(double[] values) {
    return new double[] {
      Arrays.stream(values).max().orElse(0), Arrays.stream(values).min().orElse(0)
    };
  }

  /** Steps within runs at the limit, and the first of them. */
  private static int[] standing(double[] values, double limit) {
    int count = 0;
    int first = 0;
    int run = 0;
    for (int t = 0; t <= values.length; t++) {
      if (t < values.length && values[t] == limit) {
        run++;
        continue;
      }
      if (run >= Repeats.SHORTEST) {
        first = count == 0 ? t - run : first;
        count += run;
      }
      run = 0;
    }
    return new int[] {count, first};
  }
}
