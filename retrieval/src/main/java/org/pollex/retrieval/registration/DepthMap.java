package org.pollex.retrieval.registration;

import java.util.Arrays;
import org.pollex.hardware.geometry.Vec3;

/**
 * What one camera saw, as a small depth image built from the cloud itself: it says of any point in
 * space whether the camera looked through it (free), saw a surface there, or could not see it
 * because a surface stands in front (hidden).
 *
 * <p>Each pixel holds the nearest depth over itself and its eight neighbours, so that both verdicts
 * err on the side of "nothing is refuted" at edges and in sparse clouds.
 */
final class DepthMap {
  private final View view;
  private final float[] nearest;

  /**
   * @param xyz the cloud, N x 3, metres
   * @param position of the camera, same frame
   * @param pixel wanted size of a pixel at the cloud's distance, metres
   */
  DepthMap(float[] xyz, Vec3 position, double pixel) {
    view = new View(xyz, position, pixel);
    nearest = new float[view.pixels()];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    for (int i = 0; i < xyz.length; i += 3) {
      double depth = view.depth(xyz[i], xyz[i + 1], xyz[i + 2]);
      int centre = view.pixel(xyz[i], xyz[i + 1], xyz[i + 2], depth);
      for (int dv = -1; dv <= 1; dv++) {
        for (int du = -1; du <= 1; du++) {
          int at = centre + dv * view.width() + du;
          nearest[at] = Math.min(nearest[at], (float) depth);
        }
      }
    }
  }

  /**
   * Depth of a point behind the seen surface, metres: negative in front of it, {@code -infinity}
   * where the ray meets nothing of the object.
   */
  double behind(double x, double y, double z) {
    double depth = view.depth(x, y, z);
    int pixel = view.pixel(x, y, z, depth);
    return pixel < 0 ? Double.NEGATIVE_INFINITY : depth - nearest[pixel];
  }
}
