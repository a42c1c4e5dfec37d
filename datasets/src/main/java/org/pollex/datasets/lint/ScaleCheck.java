package org.pollex.datasets.lint;

import java.util.HashMap;
import java.util.Map;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code degrees}, {@code millimetres}, {@code gripper_range}: an episode's values have another
 * scale than those of the others, by a factor that only a unit explains; or a whole file has values
 * that its unit does not allow.
 */
final class ScaleCheck implements LintCheck {
  private static final double DEGREES = 180 / Math.PI;
  private static final double MILLI = 1000;
  private static final double NEAR = 2.5;
  private static final double GRIPPER = 3;

  /** No joint turns further than two turns, and no arm reaches further than 20 m. */
  private static final double MOST_RADIANS = 4 * Math.PI;

  private static final double MOST_METRES = 20;

  private final Map<String, Sample> usual = new HashMap<>();

  @Override
  public void learn(LintEpisode episode) {
    for (Signal signal : episode.signals(Role.JOINT, Role.POSITION, Role.GRIPPER)) {
      usual.computeIfAbsent(signal.name(), n -> new Sample()).add(size(signal));
    }
  }

  private static double size(Signal signal) {
    double squares = 0;
    double largest = 0;
    int count = 0;
    for (double[] row : signal.rows()) {
      for (double x : row) {
        squares += x * x;
        largest = Math.max(largest, Math.abs(x));
        count++;
      }
    }
    return signal.role() == Role.GRIPPER ? largest : Math.sqrt(squares / Math.max(1, count));
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal signal : episode.signals(Role.JOINT, Role.POSITION, Role.GRIPPER)) {
      double size = size(signal);
      double ratio = size / usual.get(signal.name()).median();
      switch (signal.role()) {
        case JOINT -> unit(signal, "degrees", DEGREES, ratio, MOST_RADIANS / size, log);
        case POSITION -> unit(signal, "millimetres", MILLI, ratio, MOST_METRES / size, log);
        default -> gripper(signal, ratio, log);
      }
    }
  }

  private static void unit(
      Signal signal, String kind, double factor, double ratio, double room, LintLog log) {
    boolean declared = signal.spec().unit().startsWith(kind.equals("degrees") ? "deg" : "mm");
    boolean larger = near(ratio, factor);
    boolean smaller = near(ratio, 1 / factor);
    if (larger || smaller) {
      double off = larger ? 1 / factor : factor;
      log.error(
          kind,
          new Evidence(
              signal.name(), 0, ratio, 1 - Math.abs(Math.log(ratio * off)) / (2 * Math.log(NEAR))),
          "values are %.3g times those of the other episodes; a unit explains %.4g"
              .formatted(ratio, 1 / off),
          "Multiply by %.4g; --fix does that.".formatted(off),
          new Repair.Stream(signal.name(), "multiplied by " + off, Repair.scaled(off)));
    } else if (room < 1 && !declared && ratio < NEAR) {
      log.error(
          kind,
          new Evidence(signal.name(), 0, 1 / room, LintFinding.beyond(1, 1 / room)),
          "values are %.3g times what the unit allows in the whole file".formatted(1 / room),
          "Divide by %.4g, or set the attribute unit; --fix divides.".formatted(factor),
          new Repair.Stream(signal.name(), "divided by " + factor, Repair.scaled(1 / factor)));
    }
  }

  private static boolean near(double ratio, double factor) {
    return ratio > factor / NEAR && ratio < factor * NEAR;
  }

  private static void gripper(Signal signal, double ratio, LintLog log) {
    double off = Math.max(ratio, 1 / ratio);
    if (off > GRIPPER && Double.isFinite(off)) {
      log.error(
          "gripper_range",
          new Evidence(signal.name(), 0, ratio, LintFinding.beyond(GRIPPER, off)),
          "the largest opening is %.3g times that of the other episodes".formatted(ratio),
          "Bring all episodes to one range, for example 0 closed to 1 open.");
    }
  }
}
