package org.pollex.eval.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.markup.Path;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.statistics.survival.KaplanMeier;

/** Share of rollouts solved by a time (one minus the Kaplan-Meier curve), one curve a policy. */
public final class SurvivalPanel {
  private static final double WIDTH = 360;
  private static final double HEIGHT = 250;
  private static final double RIGHT = 92;
  private static final double LINE = 12.5;

  private SurvivalPanel() {}

  private record EndLabel(String policy, double wanted) {}

  /**
   * Draws the panel.
   *
   * @param results policies with a time-to-success curve
   * @param limit seconds after which a rollout was cut off
   */
  public static Panel of(List<PolicyResult> results, double limit, PolicyColours colours) {
    Canvas canvas = new Canvas();
    Scale x = new Scale(0, limit, 40, WIDTH - RIGHT);
    Scale y = new Scale(0, 1, HEIGHT - 34, 24);
    axes(canvas, x, y);
    List<EndLabel> labels = new ArrayList<>();
    for (PolicyResult result : results) {
      KaplanMeier curve = result.timeToSuccess().orElseThrow();
      Path path = new Path().moveTo(x.at(0), y.at(0));
      double solved = 0;
      for (KaplanMeier.Step step : curve.steps()) {
        path.lineTo(x.at(step.time()), y.at(solved));
        solved = 1 - step.survival();
        path.lineTo(x.at(step.time()), y.at(solved));
      }
      path.lineTo(x.at(limit), y.at(solved));
      canvas.path("curve " + colours.stroke(result.policy()), path);
      labels.add(new EndLabel(result.policy(), y.at(solved)));
    }
    endLabels(canvas, labels, x.at(limit), colours);
    return canvas.panel(WIDTH, HEIGHT, description(results));
  }

  private static void axes(Canvas canvas, Scale x, Scale y) {
    canvas.text("title", 0, 10, Anchor.START, "Share solved by a time");
    for (int percent = 0; percent <= 100; percent += 25) {
      double at = y.at(percent / 100.0);
      canvas.line("grid", x.from(), at, x.to(), at);
      canvas.text("tick", x.from() - 6, at + 3.5, Anchor.END, percent + "\u202F%");
    }
    for (double tick : x.ticks(5)) {
      double at = x.at(tick);
      canvas.line("axis", at, y.from(), at, y.from() + 3);
      canvas.text("tick", at, y.from() + 15, Anchor.MIDDLE, AxisText.number(tick));
    }
    canvas.line("axis", x.from(), y.from(), x.to(), y.from());
    canvas.text(
        "tick", (x.from() + x.to()) / 2, y.from() + 29, Anchor.MIDDLE, "seconds of robot time");
  }

  /** Names at the ends of the curves, moved apart where curves end together. */
  private static void endLabels(
      Canvas canvas, List<EndLabel> labels, double x, PolicyColours colours) {
    labels.sort(Comparator.comparingDouble(EndLabel::wanted));
    double[] at = labels.stream().mapToDouble(EndLabel::wanted).toArray();
    double lowest = HEIGHT - 28 - (labels.size() - 1) * LINE;
    double next = 16;
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(next, Math.min(at[i], lowest + i * LINE));
      next = at[i] + LINE;
    }
    for (int i = 0; i < at.length; i++) {
      EndLabel label = labels.get(i);
      canvas.path(
          "leader " + colours.stroke(label.policy()),
          new Path().moveTo(x, label.wanted()).lineTo(x + 6, at[i]).lineTo(x + 10, at[i]));
      canvas.name("tick strong", x + 13, at[i] + 3.5, RIGHT - 14, 10.5, label.policy());
    }
  }

  private static String description(List<PolicyResult> results) {
    StringBuilder text = new StringBuilder("Share of rollouts solved over time.");
    for (PolicyResult result : results) {
      double median = result.timeToSuccess().orElseThrow().median();
      text.append(' ').append(result.policy()).append(": ");
      text.append(
          Double.isNaN(median)
              ? "half never solved."
              : "half solved by " + AxisText.number(median) + " seconds.");
    }
    return text.toString();
  }
}
