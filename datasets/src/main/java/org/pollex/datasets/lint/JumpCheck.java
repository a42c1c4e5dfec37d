package org.pollex.datasets.lint;

import java.util.HashMap;
import java.util.Map;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code teleport}: the robot is elsewhere from one step to the next and stays there. {@code
 * outlier}: one row lies apart from the rows before and behind it. Both are larger than 4 times the
 * fastest step that 9 of 10 episodes have.
 */
final class JumpCheck implements LintCheck {
  private static final double TIMES = 4;
  private static final double MOST = 0.9;
  private static final int FEW = 5;
  private static final double ALONE_TIMES = 10;

  private final Map<String, Sample> usual = new HashMap<>();

  @Override
  public void learn(LintEpisode episode) {
    for (Signal signal : episode.motion()) {
      usual.computeIfAbsent(signal.name(), n -> new Sample()).add(steps(signal).quantile(1));
    }
  }

  private static Sample steps(Signal signal) {
    Sample steps = new Sample();
    for (int t = 0; t + 1 < signal.rows().length; t++) {
      steps.add(signal.change(t));
    }
    return steps;
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.motion()) {
      Sample others = usual.get(signal.name());
      double limit =
          others.size() < FEW
              ? ALONE_TIMES * steps(signal).quantile(MOST)
              : TIMES * others.quantile(MOST);
      if (limit > 0) {
        judge(signal, limit, log);
      }
    }
  }

  private static void judge(Signal signal, double limit, LintLog log) {
    int rows = signal.rows().length;
    for (int t = 0; t + 1 < rows; t++) {
      double step = signal.change(t);
      if (!(step > limit)) {
        continue;
      }
      boolean back = t + 2 < rows && signal.change(t + 1) > limit;
      double[][] around = back ? new double[][] {signal.rows()[t], signal.rows()[t + 2]} : null;
      boolean returns =
          back && new Signal(signal.spec(), signal.role(), around).change(0) < step / 2;
      String text = "a step of %.3g, %.1f times the limit".formatted(step, step / limit);
      Evidence evidence = new Evidence(signal.name(), t + 1, step, LintFinding.beyond(limit, step));
      if (returns) {
        log.error(
            "outlier",
            evidence,
            text + ", and back",
            "Replace the row by the mean of its neighbours, or trim the episode there.");
      } else {
        log.error(
            "teleport",
            evidence,
            text,
            "Cut the episode in two there, or leave it out; the recording has a gap.");
      }
      return;
    }
  }
}
