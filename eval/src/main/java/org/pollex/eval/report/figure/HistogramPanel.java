package org.pollex.eval.report.figure;

import java.util.Locale;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.summary.NumberText;
import org.pollex.eval.trial.result.PolicyTiming.Histogram;

/** Durations on a logarithmic axis, small. */
public final class HistogramPanel {
  private static final double WIDTH = 176;
  private static final double HEIGHT = 104;
  private static final double BOTTOM = 84;

  /** Labels that fit beside each other. */
  private static final double MOST_TICKS = 3;

  private HistogramPanel() {}

  /**
   * Draws the panel.
   *
   * @param range two durations in seconds that the axis spans, the same in all panels
   */
  public static Panel of(
      String title, Histogram histogram, double[] range, String policy, PolicyColours colours) {
    Canvas canvas = new Canvas();
    Scale x = new Scale(Math.log10(range[0]), Math.log10(range[1]), 2, WIDTH - 2);
    canvas.name("title", 0, 11, WIDTH, 11, policy);
    canvas.text("tick", 0, 24, Anchor.START, title);
    canvas.text("tick", WIDTH, 24, Anchor.END, "median " + NumberText.duration(histogram.median()));
    long highest = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1);
    double ratio = bucketRatio(histogram);
    for (int bin = 0; bin < histogram.counts().size(); bin++) {
      double right = x.at(Math.log10(histogram.edges().get(bin)));
      double left = Math.max(x.from(), x.at(Math.log10(histogram.edges().get(bin) / ratio)));
      double size = Math.max(0.7, 50.0 * histogram.counts().get(bin) / highest);
      canvas.rect(
          colours.fill(policy), left, BOTTOM - size, Math.max(0.6, right - left - 0.4), size);
    }
    canvas.line("axis", 0, BOTTOM, WIDTH, BOTTOM);
    int every = (int) Math.ceil((x.high() - x.low()) / MOST_TICKS);
    for (int power = (int) Math.ceil(x.low() - 1e-9); power <= x.high() + 1e-9; power += every) {
      canvas.line("axis", x.at(power), BOTTOM, x.at(power), BOTTOM + 3);
      Anchor anchor =
          x.at(power) < 16 ? Anchor.START : x.at(power) > WIDTH - 16 ? Anchor.END : Anchor.MIDDLE;
      canvas.text("tick small", x.at(power), BOTTOM + 13, anchor, AxisText.powerOfTen(power));
    }
    return canvas.panel(
        WIDTH,
        HEIGHT,
        String.format(
            Locale.ROOT,
            "%s of %s: median %s, 99 of 100 within %s, longest %s.",
            title,
            policy,
            NumberText.duration(histogram.median()),
            NumberText.duration(histogram.p99()),
            NumberText.duration(histogram.max())));
  }

  /** The buckets are equally wide on a logarithmic axis; neighbours show how wide. */
  private static double bucketRatio(Histogram histogram) {
    double ratio = 2;
    for (int bin = 1; bin < histogram.edges().size(); bin++) {
      ratio = Math.min(ratio, histogram.edges().get(bin) / histogram.edges().get(bin - 1));
    }
    return ratio;
  }
}
