package org.pollex.datasets.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code idle_head}, {@code idle_tail}: nothing moves for 0.4 s or more at the start or the end:
 * less than a fiftieth of the usual speed, in every measured signal.
 */
final class IdleCheck implements LintCheck {
  private static final double SLOW = 0.02;
  private static final double SECONDS = 0.4;
  private static final int FEWEST_STEPS = 8;

  private final Map<String, Sample> speeds = new HashMap<>();

  @Override
  public void learn(LintEpisode episode) {
    for (Signal signal : episode.motion()) {
      double sum = 0;
      int rows = signal.rows().length;
      for (int t = 0; t + 1 < rows; t++) {
        sum += signal.change(t);
      }
      speeds.computeIfAbsent(signal.name(), n -> new Sample()).add(sum / Math.max(1, rows - 1));
    }
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    List<Signal> motion = episode.motion();
    int last = episode.steps() - 1;
    if (motion.isEmpty() || last < 1) {
      return;
    }
    int head = 0;
    while (head < last && idle(motion, head)) {
      head++;
    }
    int tail = last;
    while (tail > head && idle(motion, tail - 1)) {
      tail--;
    }
    double hz = episode.episode().metadata().controlHz();
    int limit = (int) Math.max(FEWEST_STEPS, Math.round(SECONDS * hz));
    if (head >= limit) {
      report("idle_head", 0, head, limit, log);
    }
    if (last - tail >= limit) {
      report("idle_tail", tail + 1, last - tail, limit, log);
    }
  }

  private boolean idle(List<Signal> motion, int t) {
    return motion.stream().allMatch(s -> s.change(t) <= SLOW * speeds.get(s.name()).median());
  }

  private static void report(String kind, int step, int length, int limit, LintLog log) {
    log.warning(
        kind,
        new Evidence("actions", step, length, LintFinding.beyond(limit, length)),
        length + " steps without motion",
        "Trim them with 'pollex data edit --trim', unless the policy shall learn to wait.");
  }
}
