package org.pollex.datasets.lint;

import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code non_monotonic_stamps}: time stands still or runs back. {@code irregular_stamps}: an
 * interval differs from the usual one by more than 40 %. {@code rate_mismatch}: the usual interval
 * is not that of the declared rate.
 */
final class StampCheck implements LintCheck {
  private static final double UNEVEN = 0.4;
  private static final double RATE = 0.05;

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.signals(Role.STAMP)) {
      Sample intervals = new Sample();
      double[] times = signal.column(0);
      for (int t = 1; t < times.length; t++) {
        intervals.add(times[t] - times[t - 1]);
      }
      double usual = intervals.median();
      if (intervals.size() > 2) {
        order(signal, times, log);
        evenness(signal, times, usual, log);
        rate(episode, signal, usual, log);
      }
    }
  }

  private static void order(Signal signal, double[] times, LintLog log) {
    for (int t = 1; t < times.length; t++) {
      double interval = times[t] - times[t - 1];
      if (interval <= 0) {
        log.error(
            "non_monotonic_stamps",
            new Evidence(signal.name(), t, interval, 1),
            "a stamp is %.3g s after the one before".formatted(interval),
            "Use the sensor's own clock; trim the episode there.");
        return;
      }
    }
  }

  private static void evenness(Signal signal, double[] times, double usual, LintLog log) {
    for (int t = 1; t < times.length; t++) {
      double off = (times[t] - times[t - 1]) / usual - 1;
      if (Math.abs(off) > UNEVEN && off > -1) {
        log.warning(
            "irregular_stamps",
            new Evidence(signal.name(), t, off, LintFinding.beyond(UNEVEN, Math.abs(off))),
            "an interval is %.0f %% off the usual %.4g s".formatted(100 * off, usual),
            "Frames were dropped or delayed; trim the episode, or resample it by its stamps.");
        return;
      }
    }
  }

  private static void rate(LintEpisode episode, Signal signal, double usual, LintLog log) {
    double declared = episode.episode().metadata().controlHz();
    double off = Math.abs(declared * usual - 1);
    if (declared > 0 && usual > 0 && off > RATE) {
      log.error(
          "rate_mismatch",
          new Evidence(signal.name(), 0, 1 / usual, LintFinding.beyond(RATE, off)),
          "stamps tell %.4g Hz, the attribute control_hz %.4g".formatted(1 / usual, declared),
          "Correct the attribute control_hz, or the unit of the stamps.");
    }
  }
}
