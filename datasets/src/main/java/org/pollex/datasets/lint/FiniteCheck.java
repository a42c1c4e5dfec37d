package org.pollex.datasets.lint;

import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code not_finite}: NaN or infinity in a stream. Columns of a simulator's own streams that hold
 * no number in the whole episode are padding.
 */
final class FiniteCheck implements LintCheck {
  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.signals()) {
      int first = Integer.MAX_VALUE;
      int count = 0;
      for (int j = 0; j < signal.width(); j++) {
        double[] column = signal.column(j);
        int bad = 0;
        int at = 0;
        for (int t = column.length - 1; t >= 0; t--) {
          if (!Double.isFinite(column[t])) {
            bad++;
            at = t;
          }
        }
        boolean padding = signal.privileged() && bad == column.length;
        if (bad > 0 && !padding) {
          first = Math.min(first, at);
          count += bad;
        }
      }
      if (count > 0) {
        log.error(
            "not_finite",
            new Evidence(signal.name(), first, count, 1),
            count + " values are NaN or infinite",
            "Leave these steps out with 'pollex data edit --trim', or the episode.");
      }
    }
  }
}
