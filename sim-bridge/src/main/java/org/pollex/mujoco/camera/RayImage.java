package org.pollex.mujoco.camera;

/**
 * What a camera saw: for every pixel the geom and its distance, row by row from the top left.
 *
 * <p>The pinhole looks along -z of its frame, x to the right and y up; pixel (row, column) looks
 * along ((column - cx) / f, (cy - row) / f, -1) with cx = (width - 1) / 2, cy = (height - 1) / 2
 * and f = height / 2 / tan(fovy / 2). Used again for every picture; not safe for several threads.
 */
public final class RayImage {
  private final int width;
  private final int height;
  final double[] distances;
  final int[] geoms;

  /** Pose of the camera in the world when the picture was taken. */
  final double[] position = new double[3];

  final double[] rotation = new double[9];
  double focal;

  /** Makes an image of a size, in pixels. */
  public RayImage(int width, int height) {
    this.width = width;
    this.height = height;
    this.distances = new double[width * height];
    this.geoms = new int[width * height];
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the focal length in pixels. */
  public double focal() {
    return focal;
  }

  /** Returns the geom in a pixel; -1 for none. */
  public int geom(int row, int column) {
    return geoms[row * width + column];
  }

  /** Returns the distance from the camera along the pixel's ray, metres; infinite for none. */
  public double distance(int row, int column) {
    return distances[row * width + column];
  }

  /** Returns the depth along the optical axis, metres; infinite for none. */
  public double depth(int row, int column) {
    double x = (column - (width - 1) / 2.0) / focal;
    double y = ((height - 1) / 2.0 - row) / focal;
    return distance(row, column) / Math.sqrt(x * x + y * y + 1);
  }

  /** Writes a pixel's point, world frame, metres; returns false when the pixel is empty. */
  public boolean point(int row, int column, double[] target, int at) {
    double depth = depth(row, column);
    if (depth == Double.POSITIVE_INFINITY) {
      return false;
    }
    double x = depth * (column - (width - 1) / 2.0) / focal;
    double y = depth * ((height - 1) / 2.0 - row) / focal;
    for (int i = 0; i < 3; i++) {
      target[at + i] =
          position[i] + rotation[3 * i] * x + rotation[3 * i + 1] * y - rotation[3 * i + 2] * depth;
    }
    return true;
  }

  /**
   * Returns the points of chosen geoms, world frame, metres, [points, 3].
   *
   * @param wanted by geom number, whether its points are wanted
   */
  public double[] points(boolean[] wanted) {
    double[] points = new double[3 * geoms.length];
    int count = 0;
    for (int i = 0; i < geoms.length; i++) {
      if (geoms[i] >= 0 && wanted[geoms[i]] && point(i / width, i % width, points, 3 * count)) {
        count++;
      }
    }
    return java.util.Arrays.copyOf(points, 3 * count);
  }
}
