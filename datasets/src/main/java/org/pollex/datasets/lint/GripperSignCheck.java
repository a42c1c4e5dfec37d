package org.pollex.datasets.lint;

import java.util.HashMap;
import java.util.Map;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code gripper_sign}: the gripper's command opens it where in the other episodes it closes it.
 * Two relations are tried for each action column, where three quarters of the episodes agree on
 * them: command with the change that follows, and command with the opening that follows. The one
 * that shows clearest in the episode decides.
 */
final class GripperSignCheck implements LintCheck {
  private static final double AGREED = 0.6;
  private static final double CLEAR = 0.25;
  private static final int FEW = 5;
  private static final int SOON = 3;
  private static final double SMALLEST_MOTION = 0.15;

  private final Map<Relation, Sample> learned = new HashMap<>();

  private record Relation(String gripper, int column, boolean change) {}

  @Override
  public void learn(LintEpisode episode) {
    for (Signal gripper : episode.signals(Role.GRIPPER)) {
      int columns = episode.actions().map(Signal::width).orElse(0);
      for (int j = 0; j < columns; j++) {
        for (boolean change : new boolean[] {true, false}) {
          Relation relation = new Relation(gripper.name(), j, change);
          learned
              .computeIfAbsent(relation, r -> new Sample())
              .add(agreement(episode, gripper, relation));
        }
      }
    }
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal gripper : episode.signals(Role.GRIPPER)) {
      int column = column(gripper);
      Relation clearest = null;
      double own = 0;
      for (boolean change : new boolean[] {true, false}) {
        Relation relation = new Relation(gripper.name(), column, change);
        double agreement = column < 0 ? 0 : agreement(episode, gripper, relation);
        if (column >= 0
            && least(learned.get(relation)) > AGREED
            && Math.abs(agreement) > Math.abs(own)) {
          clearest = relation;
          own = agreement;
        }
      }
      if (column < 0) {
        log.undecided(
            gripper.name() + ": the sign of its command; no action column agrees with its motion");
      } else if (clearest != null
          && own * learned.get(clearest).median() < 0
          && Math.abs(own) > CLEAR) {
        log.error(
            "gripper_sign",
            new Evidence("actions", 0, own, LintFinding.beyond(CLEAR, Math.abs(own))),
            "column %d goes with %s by %.2f, in the other episodes by %.2f"
                .formatted(clearest.column(), gripper.name(), own, learned.get(clearest).median()),
            "Reverse the gripper's command in this episode (-a, or 1 - a), or leave it out.");
      }
    }
  }

  /** The action column on which the episodes agree best; −1 if they agree on none. */
  private int column(Signal gripper) {
    int column = -1;
    double most = AGREED;
    for (Map.Entry<Relation, Sample> entry : learned.entrySet()) {
      double least = least(entry.getValue());
      if (entry.getKey().gripper().equals(gripper.name()) && least > most) {
        most = least;
        column = entry.getKey().column();
      }
    }
    return column;
  }

  /** The quartile nearer to 0: three quarters of the episodes agree at least so much. */
  private static double least(Sample sample) {
    double low = sample.quantile(0.25);
    double high = sample.quantile(0.75);
    boolean agree = sample.size() >= FEW && low * high > 0;
    return agree ? Math.min(Math.abs(low), Math.abs(high)) : 0;
  }

  /** From −1 to 1; NaN where the gripper hardly moves. */
  private static double agreement(LintEpisode episode, Signal gripper, Relation relation) {
    double[] opening = gripper.column(0);
    double[] command = episode.actions().orElseThrow().column(relation.column());
    int n = opening.length - SOON;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double o : opening) {
      lowest = Math.min(lowest, o);
      highest = Math.max(highest, o);
    }
    double largest = Math.max(Math.abs(lowest), Math.abs(highest));
    if (n < FEW || !(highest - lowest > SMALLEST_MOTION * largest)) {
      return Double.NaN;
    }
    double meanCommand = 0;
    double meanOpening = 0;
    for (int t = 0; t < n; t++) {
      meanCommand += relation.change() ? 0 : command[t] / n;
      meanOpening += opening[t + SOON] / n;
    }
    double sum = 0;
    double commands = 0;
    double openings = 0;
    for (int t = 0; t < n; t++) {
      double c = command[t] - meanCommand;
      double o = opening[t + SOON] - (relation.change() ? opening[t] : meanOpening);
      sum += c * o;
      commands += relation.change() ? Math.abs(c * o) : c * c;
      openings += o * o;
    }
    double norm = relation.change() ? commands : Math.sqrt(commands * openings);
    return norm < 1e-9 ? Double.NaN : sum / norm;
  }
}
