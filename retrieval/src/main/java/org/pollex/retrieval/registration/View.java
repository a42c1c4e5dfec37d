package org.pollex.retrieval.registration;

import org.pollex.hardware.geometry.Vec3;

/**
 * A pinhole camera that looks at a cloud, with just the pixels that the cloud covers and a border
 * of one. How the real camera was turned does not matter, only where it stood.
 */
final class View {
  private static final int MAX_SIDE = 512;

  private final double[] eye;
  private final double[] forward;
  private final double[] right;
  private final double[] up;
  private final double pixelsPerRadian;
  private final double u0;
  private final double v0;
  private final int width;
  private final int height;

  /**
   * @param xyz the cloud, N x 3, metres
   * @param position of the camera, same frame
   * @param pixel wanted size of a pixel at the cloud's distance, metres
   */
  View(float[] xyz, Vec3 position, double pixel) {
    eye = position.toArray();
    Vec3 axis = Vec3.of(Extent.of(xyz).centre(), 0).minus(position);
    double distance = axis.norm();
    Vec3 ahead = axis.times(1 / distance);
    Vec3 side = ahead.cross(Math.abs(ahead.z()) < 0.95 ? new Vec3(0, 0, 1) : new Vec3(1, 0, 0));
    side = side.times(1 / side.norm());
    forward = ahead.toArray();
    right = side.toArray();
    up = side.cross(ahead).toArray();
    double[] span = span(xyz);
    double widest = Math.max(span[2] - span[0], span[3] - span[1]);
    pixelsPerRadian = Math.min(distance / pixel, (MAX_SIDE - 4) / Math.max(widest, 1e-12));
    u0 = span[0] * pixelsPerRadian - 1.5;
    v0 = span[1] * pixelsPerRadian - 1.5;
    width = (int) Math.ceil(span[2] * pixelsPerRadian - u0) + 2;
    height = (int) Math.ceil(span[3] * pixelsPerRadian - v0) + 2;
  }

  /** Bounds (u, v, u, v) of the cloud's image. */
  private double[] span(float[] xyz) {
    double[] span = {1e300, 1e300, -1e300, -1e300};
    for (int i = 0; i < xyz.length; i += 3) {
      double z = depth(xyz[i], xyz[i + 1], xyz[i + 2]);
      double u = along(right, xyz[i], xyz[i + 1], xyz[i + 2]) / z;
      double v = along(up, xyz[i], xyz[i + 1], xyz[i + 2]) / z;
      span[0] = Math.min(span[0], u);
      span[1] = Math.min(span[1], v);
      span[2] = Math.max(span[2], u);
      span[3] = Math.max(span[3], v);
    }
    return span;
  }

  int width() {
    return width;
  }

  int pixels() {
    return width * height;
  }

  /** Distance of a point along the optical axis, metres. */
  double depth(double x, double y, double z) {
    return along(forward, x, y, z);
  }

  /** Pixel of a point at this depth, or -1 outside the image. */
  int pixel(double x, double y, double z, double depth) {
    if (depth <= 0) {
      return -1;
    }
    int u = (int) Math.floor(along(right, x, y, z) / depth * pixelsPerRadian - u0);
    int v = (int) Math.floor(along(up, x, y, z) / depth * pixelsPerRadian - v0);
    return u < 0 || v < 0 || u >= width || v >= height ? -1 : v * width + u;
  }

  private double along(double[] axis, double x, double y, double z) {
    return axis[0] * (x - eye[0]) + axis[1] * (y - eye[1]) + axis[2] * (z - eye[2]);
  }
}
