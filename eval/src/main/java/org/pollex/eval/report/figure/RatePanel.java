package org.pollex.eval.report.figure;

import java.util.Locale;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.markup.Path;
import org.pollex.eval.report.summary.FamilyFigures;
import org.pollex.eval.report.summary.FamilyFigures.Rate;
import org.pollex.eval.report.summary.NumberText;
import org.pollex.eval.statistics.rate.BetaPosterior;
import org.pollex.eval.statistics.rate.SuccessCount;

/**
 * Success rates of one family: for each policy the density of its posterior standing on its
 * Clopper-Pearson interval, with k/n and letters.
 */
public final class RatePanel {
  private static final double WIDTH = 360;
  private static final double ROW = 56;
  private static final double TOP = 18;
  private static final double VIOLIN = 22;

  /** Points of the density; the curve is smooth at the size of a poster. */
  private static final int POINTS = 241;

  private RatePanel() {}

  /** Draws the panel. */
  public static Panel of(FamilyFigures family, PolicyColours colours) {
    Canvas canvas = new Canvas();
    double height = TOP + family.policies().size() * ROW + 24;
    Scale x = new Scale(0, 1, 10, WIDTH - 10);
    canvas.text("title", 0, 10, Anchor.START, "Success rate");
    for (int percent = 0; percent <= 100; percent += 25) {
      double at = x.at(percent / 100.0);
      canvas.line("grid", at, TOP, at, height - 18);
      canvas.text("tick", at, height - 5, Anchor.MIDDLE, percent + "\u202F%");
    }
    double y = TOP;
    for (Rate rate : family.policies()) {
      row(canvas, rate, x, y, colours);
      y += ROW;
    }
    return canvas.panel(WIDTH, height, description(family));
  }

  private static void row(Canvas canvas, Rate rate, Scale x, double y, PolicyColours colours) {
    double base = y + ROW - 8;
    density(canvas, rate, x, base, colours);
    canvas.line(
        "interval " + colours.stroke(rate.policy()),
        x.at(rate.low()),
        base,
        x.at(rate.high()),
        base);
    canvas.circle("dot " + colours.fill(rate.policy()), x.at(rate.rate()), base, 3.6);
    String figures =
        rate.successes() + "/" + rate.trials() + " · " + NumberText.percent(rate.rate());
    String right = figures + "   " + rate.letters();
    double room = WIDTH - Labels.width(right, 11) - 16;
    canvas.name("label halo", 0, y + 14, room, 12, rate.policy());
    canvas.text(
        "value halo", WIDTH - 10 - Labels.width(rate.letters(), 12), y + 14, Anchor.END, figures);
    canvas.text("letters halo", WIDTH, y + 14, Anchor.END, rate.letters());
  }

  private static void density(
      Canvas canvas, Rate rate, Scale x, double base, PolicyColours colours) {
    BetaPosterior posterior =
        BetaPosterior.uniformPrior(new SuccessCount(rate.successes(), rate.trials()));
    // Only where there is mass to see, so that narrow posteriors are drawn smoothly too.
    double from = posterior.quantile(1e-4);
    double to = posterior.quantile(1 - 1e-4);
    double[] density = new double[POINTS];
    double highest = 0;
    for (int i = 0; i < POINTS; i++) {
      density[i] = posterior.density(from + (to - from) * i / (POINTS - 1));
      highest = Math.max(highest, density[i]);
    }
    Path outline = new Path().moveTo(x.at(from), base);
    for (int i = 0; i < POINTS; i++) {
      double at = from + (to - from) * i / (POINTS - 1);
      outline.lineTo(x.at(at), base - VIOLIN * density[i] / highest);
    }
    canvas.path("violin " + colours.wash(rate.policy()), outline.lineTo(x.at(to), base).close());
  }

  private static String description(FamilyFigures family) {
    StringBuilder text = new StringBuilder("Success rates with intervals.");
    for (Rate rate : family.policies()) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s: %d of %d, %s, interval %s to %s, letters %s.",
              rate.policy(),
              rate.successes(),
              rate.trials(),
              NumberText.percent(rate.rate()),
              NumberText.percentage(rate.low()),
              NumberText.percent(rate.high()),
              rate.letters()));
    }
    return text.toString();
  }
}
