package org.pollex.eval.report.figure;

import java.util.function.ToDoubleFunction;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.markup.Path;
import org.pollex.eval.report.summary.SequentialPath;
import org.pollex.eval.report.summary.SequentialPath.Point;

/** The path of a sequential test between its two boundaries. */
public final class SequentialPanel {
  private static final double WIDTH = 176;
  private static final double HEIGHT = 142;

  private SequentialPanel() {}

  /** Draws the panel: above the middle line A leads, below it B. */
  public static Panel of(SequentialPath path) {
    Canvas canvas = new Canvas();
    var figures = path.figures();
    int most = Math.max(2, figures.maximum() == null ? figures.pairs() : figures.maximum());
    double reach = reach(path);
    Scale x = new Scale(0, most, 26, WIDTH - 6);
    Scale y = new Scale(-reach, reach, HEIGHT - 18, 42);
    canvas.name("title", 0, 11, WIDTH, 11, figures.task());
    canvas.name("tick", 0, 25, WIDTH, 10, "↑ " + figures.a());
    canvas.name("tick", 0, 37, WIDTH, 10, "↓ " + figures.b());
    for (double tick : y.ticks(4)) {
      canvas.line(
          Math.abs(tick) < 1e-9 ? "zero" : "grid", x.from(), y.at(tick), x.to(), y.at(tick));
      canvas.text(
          "tick small", x.from() - 4, y.at(tick) + 3, Anchor.END, AxisText.number(Math.abs(tick)));
    }
    for (double tick : x.ticks(4)) {
      canvas.text("tick small", x.at(tick), HEIGHT - 4, Anchor.MIDDLE, AxisText.number(tick));
    }
    canvas.path("curve dashed s2", curve(path, x, y, Point::boundary));
    canvas.path("curve dashed s2", curve(path, x, y, point -> -point.boundary()));
    if (path.wealth()) {
      canvas.line(
          "curve dashed s2", x.from(), y.at(path.threshold()), x.to(), y.at(path.threshold()));
      canvas.line(
          "curve dashed s2", x.from(), y.at(-path.threshold()), x.to(), y.at(-path.threshold()));
    }
    canvas.path("curve s1", curve(path, x, y, Point::value));
    if (!path.points().isEmpty()) {
      double end = path.points().getLast().value();
      boolean decided = figures.stop() != null;
      canvas.circle(decided ? "dot ink-fill" : "dot hollow", x.at(figures.pairs()), y.at(end), 3.4);
    }
    return canvas.panel(WIDTH, HEIGHT, description(figures));
  }

  /** Room for the path and for the boundary near its end; early boundaries may lie outside. */
  private static double reach(SequentialPath path) {
    double reach = path.wealth() ? path.threshold() * 1.15 : 4;
    for (Point point : path.points()) {
      reach = Math.max(reach, Math.abs(point.value()) * 1.1);
      if (!Double.isNaN(point.boundary())) {
        reach = Math.max(reach, point.boundary() * 1.1);
      }
    }
    return reach;
  }

  private static Path curve(SequentialPath path, Scale x, Scale y, ToDoubleFunction<Point> value) {
    Path curve = new Path();
    boolean drawing = false;
    for (int i = 0; i < path.points().size(); i++) {
      double at = value.applyAsDouble(path.points().get(i));
      if (Double.isNaN(at)) {
        drawing = false;
      } else if (drawing) {
        curve.lineTo(x.at(i + 1), y.at(at));
      } else {
        curve.moveTo(x.at(i + 1), y.at(at));
        drawing = true;
      }
    }
    return curve;
  }

  private static String description(SequentialPath.Figures figures) {
    String end =
        switch (figures.decision()) {
          case "a_greater" -> figures.a() + " better, decided at pair " + figures.stop();
          case "b_greater" -> figures.b() + " better, decided at pair " + figures.stop();
          default -> "undecided after " + figures.pairs() + " pairs";
        };
    return "%s, %s against %s: %s".formatted(figures.task(), figures.a(), figures.b(), end);
  }
}
