package org.pollex.datasets.lint;

import java.util.Arrays;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code stuck_sensor}: a sensor repeats its last row, bit for bit, while the robot goes on. {@code
 * dead_sensor}: it shows one value for the whole episode. Only where other episodes do not.
 * Grippers are left out: many stand at a stop for whole episodes.
 */
final class StuckCheck implements LintCheck {
  private final Repeats repeats = new Repeats();

  private static Repeats.Run run(Signal signal) {
    double[][] rows = signal.rows();
    return Repeats.longest(rows.length, t -> Arrays.equals(rows[t], rows[t + 1]));
  }

  private static boolean measured(Signal signal) {
    return signal.name().startsWith(Episode.OBSERVATION)
        && !signal.privileged()
        && !signal.commanded()
        && signal.role() != Role.GRIPPER
        && signal.role() != Role.IMAGE;
  }

  @Override
  public void learn(LintEpisode episode) {
    episode.signals().stream()
        .filter(StuckCheck::measured)
        .forEach(s -> repeats.learn(s.name(), run(s), s.rows().length));
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.signals()) {
      if (!measured(signal)) {
        continue;
      }
      Repeats.Run run = run(signal);
      Evidence evidence = new Evidence(signal.name(), run.start() + 1, run.length(), 0.99);
      if (run.length() == signal.rows().length && run.length() >= Repeats.SHORTEST) {
        if (repeats.rarelyConstant(signal.name())) {
          log.error(
              "dead_sensor",
              new Evidence(signal.name(), 0, run.length(), 0.99),
              "all %d rows are equal, unlike in the other episodes".formatted(run.length()),
              "Leave the episode out, or record it again with the sensor on.");
        }
      } else if (run.length() >= Repeats.SHORTEST && repeats.rare(signal.name())) {
        log.error(
            "stuck_sensor",
            evidence,
            run.length() + " rows in a row are equal to the last bit",
            "Trim the episode there, or leave it out; check the sensor's driver.");
      } else if (run.length() >= Repeats.SHORTEST) {
        log.undecided(
            signal.name() + ": stuck rows; many episodes repeat rows, as simulators at rest do");
      }
    }
  }
}
