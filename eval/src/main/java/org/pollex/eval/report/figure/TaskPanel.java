package org.pollex.eval.report.figure;

import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.summary.FamilyFigures;
import org.pollex.eval.report.summary.FamilyFigures.Rate;
import org.pollex.eval.report.summary.NumberText;

/** Success rates of a task, small: dot, Clopper-Pearson interval and letters of each policy. */
public final class TaskPanel {
  private static final double WIDTH = 176;
  private static final double ROW = 14;
  private static final double TOP = 20;

  /** The column of names is as wide as they are, within this much. */
  private static final double MOST_NAMES = 66;

  private final List<String> order;
  private final PolicyColours colours;
  private final double names;
  private final Scale x;

  /**
   * Prepares panels with one scale for all tasks.
   *
   * @param tasks all tasks that will be drawn
   * @param order policies from top to bottom, the same in all panels
   */
  public TaskPanel(List<FamilyFigures> tasks, List<String> order, PolicyColours colours) {
    this.order = List.copyOf(order);
    this.colours = colours;
    this.names = Math.min(MOST_NAMES, widest(order, 10));
    List<String> letters =
        tasks.stream().flatMap(task -> task.policies().stream()).map(Rate::letters).toList();
    this.x = new Scale(0, 1, names + 8, WIDTH - widest(letters, 11) - 8);
  }

  private static double widest(List<String> texts, double size) {
    return texts.stream().mapToDouble(text -> Labels.width(text, size)).max().orElse(0);
  }

  /** Draws the panel of one task. */
  public Panel panel(FamilyFigures task) {
    Canvas canvas = new Canvas();
    double height = TOP + order.size() * ROW + 16;
    canvas.name("title", 0, 11, WIDTH, 11, task.name());
    for (int percent = 0; percent <= 100; percent += 50) {
      double at = x.at(percent / 100.0);
      canvas.line("grid", at, TOP - 3, at, height - 15);
      canvas.text("tick small", at, height - 4, Anchor.MIDDLE, Integer.toString(percent));
    }
    for (int row = 0; row < order.size(); row++) {
      String policy = order.get(row);
      double y = TOP + row * ROW + 6;
      canvas.name("tick", 0, y + 3.5, names, 10, policy);
      task.policies().stream()
          .filter(rate -> rate.policy().equals(policy))
          .forEach(rate -> mark(canvas, rate, y));
    }
    return canvas.panel(WIDTH, height, description(task));
  }

  private void mark(Canvas canvas, Rate rate, double y) {
    canvas.line(
        "interval " + colours.stroke(rate.policy()), x.at(rate.low()), y, x.at(rate.high()), y);
    canvas.circle("dot " + colours.fill(rate.policy()), x.at(rate.rate()), y, 3);
    canvas.text("letters small", WIDTH, y + 3.5, Anchor.END, rate.letters());
  }

  private static String description(FamilyFigures family) {
    StringBuilder text = new StringBuilder(family.name()).append(':');
    for (Rate rate : family.policies()) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s %d of %d, %s to %s, letters %s;",
              rate.policy(),
              rate.successes(),
              rate.trials(),
              NumberText.percentage(rate.low()),
              NumberText.percent(rate.high()),
              rate.letters()));
    }
    return text.toString();
  }
}
