package org.pollex.eval.report.figure;

import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.summary.FamilyFigures;
import org.pollex.eval.report.summary.FamilyFigures.Pair;
import org.pollex.eval.report.summary.NumberText;

/** Differences of success rates with their intervals: filled where the pair is separated. */
public final class PairPanel {
  private static final double WIDTH = 360;
  private static final double ROW = 32;
  private static final double TOP = 18;

  /** More pairs than this are those with the best policy only; a table has them all. */
  private static final int MOST = 15;

  private PairPanel() {}

  /** Returns the pairs that the panel shows. */
  public static List<Pair> shown(FamilyFigures family) {
    if (family.pairs().size() <= MOST) {
      return family.pairs();
    }
    String best = family.policies().getFirst().policy();
    return family.pairs().stream().filter(pair -> pair.a().equals(best)).limit(MOST).toList();
  }

  /** Draws the panel. */
  public static Panel of(FamilyFigures family) {
    List<Pair> pairs = shown(family);
    Canvas canvas = new Canvas();
    double height = TOP + pairs.size() * ROW + 24;
    Scale x = scale(pairs);
    canvas.text("title", 0, 10, Anchor.START, "Difference, percentage points");
    for (double tick : x.ticks(5)) {
      double at = x.at(tick);
      canvas.line(Math.abs(tick) < 1e-9 ? "zero" : "grid", at, TOP, at, height - 18);
      canvas.text("tick", at, height - 5, Anchor.MIDDLE, tickLabel(tick));
    }
    double y = TOP;
    for (Pair pair : pairs) {
      double base = y + ROW - 7;
      canvas.line("interval ink", x.at(pair.low()), base, x.at(pair.high()), base);
      canvas.circle(
          pair.separated() ? "dot ink-fill" : "dot hollow", x.at(pair.difference()), base, 3.6);
      String p = "p\u00A0" + NumberText.relatedP(pair.adjustedP());
      double room = (WIDTH - Labels.width(p, 11) - 24) / 2;
      String names = Labels.fit(pair.a(), room, 11.5) + " − " + Labels.fit(pair.b(), room, 11.5);
      canvas.text("label light halo", 0, y + 14, Anchor.START, names);
      canvas.text("value halo", WIDTH, y + 14, Anchor.END, p);
      y += ROW;
    }
    return canvas.panel(WIDTH, height, description(pairs));
  }

  private static Scale scale(List<Pair> pairs) {
    double low = Math.min(0, pairs.stream().mapToDouble(Pair::low).min().orElse(0));
    double high = Math.max(0, pairs.stream().mapToDouble(Pair::high).max().orElse(0));
    double margin = Math.max(0.02, 0.04 * (high - low));
    return new Scale(low - margin, high + margin, 10, WIDTH - 10);
  }

  private static String tickLabel(double difference) {
    long points = Math.round(difference * 100);
    return points == 0 ? "0" : (points < 0 ? "−" : "+") + Math.abs(points);
  }

  private static String description(List<Pair> pairs) {
    StringBuilder text = new StringBuilder("Differences of success rates.");
    for (Pair pair : pairs) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s minus %s: %s points, interval %s to %s, corrected p %s.",
              pair.a(),
              pair.b(),
              NumberText.points(pair.difference()),
              NumberText.points(pair.low()),
              NumberText.points(pair.high()),
              NumberText.relatedP(pair.adjustedP())));
    }
    return text.toString();
  }
}
