package org.pollex.eval.report.figure;

import java.util.List;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.summary.NumberText;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.statistics.survival.KaplanMeier;

/** When a quarter, a half and three quarters of each policy's rollouts had succeeded. */
public final class QuartilePanel {
  private static final double WIDTH = 360;
  private static final double ROW = 34;
  private static final double TOP = 18;

  private QuartilePanel() {}

  /** Draws the panel for policies with a time-to-success curve. */
  public static Panel of(List<PolicyResult> results, double limit, PolicyColours colours) {
    Canvas canvas = new Canvas();
    double height = TOP + results.size() * ROW + 40;
    Scale x = new Scale(0, limit, 10, WIDTH - 10);
    canvas.text("title", 0, 10, Anchor.START, "A quarter, half, three quarters solved");
    for (double tick : x.ticks(5)) {
      canvas.line("grid", x.at(tick), TOP, x.at(tick), height - 34);
      canvas.text("tick", x.at(tick), height - 21, Anchor.MIDDLE, AxisText.number(tick));
    }
    canvas.text("tick", WIDTH / 2, height - 6, Anchor.MIDDLE, "seconds of robot time");
    double y = TOP;
    for (PolicyResult result : results) {
      row(canvas, result, x, y, colours);
      y += ROW;
    }
    return canvas.panel(WIDTH, height, "Quartiles of the time to success; the table has them.");
  }

  private static void row(
      Canvas canvas, PolicyResult result, Scale x, double y, PolicyColours colours) {
    KaplanMeier curve = result.timeToSuccess().orElseThrow();
    double quarter = timeOf(curve, 0.25);
    double half = curve.median();
    double most = timeOf(curve, 0.75);
    double base = y + ROW - 8;
    canvas.name("label light halo", 0, y + 15, WIDTH - 110, 11.5, result.policy());
    String text = Double.isNaN(half) ? "half not reached" : "half by " + NumberText.seconds(half);
    canvas.text("value halo", WIDTH, y + 15, Anchor.END, text);
    if (Double.isNaN(quarter)) {
      canvas.text("tick", x.to(), base + 3.5, Anchor.END, "a quarter not reached");
      return;
    }
    String stroke = colours.stroke(result.policy());
    double end = Double.isNaN(most) ? x.to() : x.at(most);
    canvas.line("interval " + stroke, x.at(quarter), base, end, base);
    canvas.line("interval " + stroke, x.at(quarter), base - 3.5, x.at(quarter), base + 3.5);
    if (Double.isNaN(most)) {
      canvas.line("interval " + stroke, end - 4, base - 4, end, base);
      canvas.line("interval " + stroke, end - 4, base + 4, end, base);
    } else {
      canvas.line("interval " + stroke, end, base - 3.5, end, base + 3.5);
    }
    if (!Double.isNaN(half)) {
      canvas.circle("dot " + colours.fill(result.policy()), x.at(half), base, 3.6);
    }
  }

  /** Returns the earliest time by which a share had succeeded; NaN if that never happens. */
  private static double timeOf(KaplanMeier curve, double share) {
    return curve.steps().stream()
        .filter(step -> 1 - step.survival() >= share - 1e-12)
        .mapToDouble(KaplanMeier.Step::time)
        .findFirst()
        .orElse(Double.NaN);
  }
}
