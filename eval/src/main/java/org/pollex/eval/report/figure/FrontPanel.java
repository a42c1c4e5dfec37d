package org.pollex.eval.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.markup.Path;

/**
 * Power of sequential tests against the pairs that they need: families as curves, others as dots.
 */
public final class FrontPanel {
  private static final double WIDTH = 360;
  private static final double HEIGHT = 280;

  private FrontPanel() {}

  /**
   * One test.
   *
   * @param series tests of one series are joined by a curve
   * @param detail what tells it from the others of its series; may be empty
   * @param pairs mean number of pairs
   * @param power mean probability of the right decision
   */
  public record Mark(String series, String detail, double pairs, double power) {}

  /** Draws the panel; marks of a series follow each other along its curve. */
  public static Panel of(String title, List<Mark> marks) {
    Canvas canvas = new Canvas();
    Scale x = scale(marks.stream().mapToDouble(Mark::pairs).toArray(), 44, WIDTH - 12);
    Scale y = scale(marks.stream().mapToDouble(Mark::power).toArray(), HEIGHT - 36, 24);
    axes(canvas, title, x, y);
    List<String> series = marks.stream().map(Mark::series).distinct().toList();
    PolicyColours colours = new PolicyColours(series);
    double key = HEIGHT - 46 - 15 * (series.size() - 1);
    for (String name : series) {
      List<Mark> own = marks.stream().filter(mark -> mark.series().equals(name)).toList();
      if (own.size() > 1) {
        Path curve = new Path();
        own.forEach(mark -> curve.to(x.at(mark.pairs()), y.at(mark.power())));
        canvas.path("curve " + colours.stroke(name), curve);
      }
      double radius = own.size() > 1 ? 2.6 : 5;
      own.forEach(
          mark ->
              canvas.circle(
                  "dot " + colours.fill(name), x.at(mark.pairs()), y.at(mark.power()), radius));
      canvas.circle("dot " + colours.fill(name), WIDTH - 150, key - 4, 4);
      canvas.text("tick strong halo", WIDTH - 142, key, Anchor.START, name);
      key += 15;
    }
    return canvas.panel(WIDTH, HEIGHT, description(title, marks));
  }

  private static void axes(Canvas canvas, String title, Scale x, Scale y) {
    canvas.text("title", 0, 10, Anchor.START, title + ": mean power");
    for (double tick : y.ticks(6)) {
      canvas.line("grid", x.from(), y.at(tick), x.to(), y.at(tick));
      canvas.text(
          "tick",
          x.from() - 6,
          y.at(tick) + 3.5,
          Anchor.END,
          AxisText.number(tick * 100) + "\u202F%");
    }
    for (double tick : x.ticks(6)) {
      canvas.line("axis", x.at(tick), y.from(), x.at(tick), y.from() + 3);
      canvas.text("tick", x.at(tick), y.from() + 15, Anchor.MIDDLE, AxisText.number(tick));
    }
    canvas.line("axis", x.from(), y.from(), x.to(), y.from());
    canvas.text("tick", (x.from() + x.to()) / 2, y.from() + 30, Anchor.MIDDLE, "mean pairs");
  }

  private static Scale scale(double[] values, double from, double to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double margin = Math.max(1e-3, 0.06 * (high - low));
    return new Scale(low - margin, high + margin, from, to);
  }

  private static String description(String title, List<Mark> marks) {
    List<String> parts = new ArrayList<>();
    for (Mark mark : marks) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%s %s: power %.3f with %.1f pairs.",
              mark.series(),
              mark.detail(),
              mark.power(),
              mark.pairs()));
    }
    return title + ". " + String.join(" ", parts);
  }
}
