package org.pollex.retrieval.registration;

import java.util.Arrays;
import org.pollex.hardware.geometry.Vec3;

/**
 * Tells one camera's view from a whole surface: in a view, hardly any point stands behind another.
 * A surface seen edge-on puts many depths into one pixel too, but without a gap between them.
 */
final class SelfOcclusion {
  /** Empty depth between two layers, in pixels. */
  private static final double GAP_PIXELS = 5;

  private SelfOcclusion() {}

  /** Share of points that lie behind a gap in their pixel, seen from {@code eye}. */
  static double share(float[] xyz, Vec3 eye, double pixel) {
    View view = new View(xyz, eye, pixel);
    int n = xyz.length / 3;
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      double depth = view.depth(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]);
      long at = view.pixel(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], depth);
      keys[i] = at << 32 | Float.floatToIntBits((float) Math.max(0, depth));
    }
    Arrays.sort(keys);
    int hidden = 0;
    boolean behind = false;
    for (int i = 1; i < n; i++) {
      if (keys[i] >> 32 != keys[i - 1] >> 32) {
        behind = false;
      } else if (depth(keys[i]) - depth(keys[i - 1]) > GAP_PIXELS * pixel) {
        behind = true;
      }
      hidden += behind ? 1 : 0;
    }
    return (double) hidden / n;
  }

  private static float depth(long key) {
    return Float.intBitsToFloat((int) key);
  }
}
