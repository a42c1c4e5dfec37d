package org.pollex.eval.report.figure;

import org.pollex.eval.trial.result.FilmStrip;

/**
 * A look at a scene from the front right and above, without perspective, fitted into a frame.
 *
 * @param scale pixels a metre
 * @param centreU middle of what is shown, to the right, metres
 * @param centreV middle of what is shown, upwards, metres
 * @param size side of the square frame, pixels
 */
record View(double scale, double centreU, double centreV, double size) {
  private static final double AZIMUTH = Math.toRadians(30);
  private static final double ELEVATION = Math.toRadians(28);
  private static final double MARGIN = 7;

  /** Fits path and cloud of a film strip into a square frame. */
  static View of(FilmStrip film, double size) {
    double[] box = {1e9, -1e9, 1e9, -1e9};
    for (float[] point : film.path()) {
      widen(box, point);
    }
    film.cloud().stream().filter(View::finite).forEach(point -> widen(box, point));
    double width = Math.max(box[1] - box[0], 0.1);
    double height = Math.max(box[3] - box[2], 0.1);
    double scale = (size - 2 * MARGIN) / Math.max(width, height);
    return new View(scale, (box[0] + box[1]) / 2, (box[2] + box[3]) / 2, size);
  }

  static boolean finite(float[] point) {
    return Float.isFinite(point[0]) && Float.isFinite(point[1]) && Float.isFinite(point[2]);
  }

  private static void widen(double[] box, float[] point) {
    double u = right(point);
    double v = up(point);
    box[0] = Math.min(box[0], u);
    box[1] = Math.max(box[1], u);
    box[2] = Math.min(box[2], v);
    box[3] = Math.max(box[3], v);
  }

  double x(float[] point) {
    return size / 2 + (right(point) - centreU) * scale;
  }

  double y(float[] point) {
    return size / 2 - (up(point) - centreV) * scale;
  }

  boolean shows(float[] point) {
    double x = x(point);
    double y = y(point);
    return finite(point) && x > 2 && x < size - 2 && y > 2 && y < size - 2;
  }

  private static double right(float[] p) {
    return p[0] * Math.cos(AZIMUTH) + p[1] * Math.sin(AZIMUTH);
  }

  private static double up(float[] p) {
    double depth = -p[0] * Math.sin(AZIMUTH) + p[1] * Math.cos(AZIMUTH);
    return p[2] * Math.cos(ELEVATION) + depth * Math.sin(ELEVATION);
  }
}
