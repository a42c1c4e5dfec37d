package org.pollex.learning.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.datasets.storage.AtomicFile;

/** A run's curves as one HTML page, {@code curves.html}, that reloads itself while it trains. */
final class CurvePage {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 200;

  /** Between reloads; the page is not written more often, for a training may report quickly. */
  private static final int RELOAD_SECONDS = 5;

  private final Path file;
  private final int steps;
  private final List<double[]> points = new ArrayList<>();
  private boolean shown;
  private long written;

  CurvePage(Path folder, int steps) {
    this.file = folder.resolve("curves.html");
    this.steps = steps;
  }

  /** Adds a report; {@link #write} shows it. */
  void add(int step, Metrics.Figures figures) {
    points.add(
        new double[] {
          step,
          figures.loss(),
          figures.gradientNorm(),
          figures.rate(),
          figures.validation().orElse(Double.NaN)
        });
  }

  /** Writes the page, unless it was written just before and the training goes on. */
  void write() {
    if (points.isEmpty()) {
      return;
    }
    int step = (int) points.getLast()[0];
    boolean done = step >= steps;
    long now = System.nanoTime();
    if (!done && shown && now - written < RELOAD_SECONDS * 1_000_000_000L) {
      return;
    }
    shown = true;
    written = now;
    StringBuilder html =
        new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    html.append(done ? "" : "<meta http-equiv=\"refresh\" content=\"5\">");
    html.append("<title>Training</title><style>body{font:14px sans-serif;margin:2em}")
        .append("polyline{fill:none;stroke:#1b6ca8;stroke-width:1.5}rect{fill:#f4f6f8}</style>");
    html.append("<h1>").append(done ? "Trained" : "Training");
    html.append(String.format(Locale.ROOT, ", step %d of %d</h1>", step, steps));
    curve(html, "loss, logarithmic", 1, true);
    if (points.stream().anyMatch(point -> !Double.isNaN(point[4]))) {
      curve(html, "loss on what was held out, logarithmic", 4, true);
    }
    curve(html, "norm of the gradient, logarithmic", 2, true);
    curve(html, "learning rate", 3, false);
    AtomicFile.write(file, html.append("</html>\n").toString());
  }

  private void curve(StringBuilder html, String title, int column, boolean logarithmic) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    List<double[]> drawn = points.stream().filter(point -> !Double.isNaN(point[column])).toList();
    for (double[] point : drawn) {
      double y = height(point[column], logarithmic);
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    double range = Math.max(high - low, 1e-12);
    html.append(
        String.format(
            Locale.ROOT,
            "<h2>%s: %.4g</h2><svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                + "<rect width=\"%d\" height=\"%d\"/><polyline points=\"",
            title,
            drawn.getLast()[column],
            WIDTH,
            HEIGHT,
            title,
            WIDTH,
            HEIGHT));
    for (double[] point : drawn) {
      double y = height(point[column], logarithmic);
      html.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              WIDTH * point[0] / steps,
              HEIGHT - 5 - (HEIGHT - 10) * (y - low) / range));
    }
    html.append("\"/></svg>");
  }

  private static double height(double value, boolean logarithmic) {
    // The loss of a mixture may be negative: such values are shown as the smallest.
    return logarithmic ? Math.log10(Math.max(value, 1e-9)) : value;
  }
}
