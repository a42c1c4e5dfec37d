package org.pollex.retrieval.registration;

import java.util.Arrays;

/**
 * Nearest surface point by table look-up: a cell grid over a cloud, each cell holding the index of
 * the point nearest to its centre, out to a fixed reach. One look-up costs a few nanoseconds and no
 * allocation, which a tree search cannot match; the price is that the answer is the point nearest
 * to the cell centre, up to half a cell diagonal off.
 */
final class SurfaceGrid {
  private static final int REACH_CELLS = 4;
  private static final int MAX_CELLS = 6_000_000;

  private final float[] xyz;
  private final double cell;
  private final double originX;
  private final double originY;
  private final double originZ;
  private final int nx;
  private final int ny;
  private final int nz;
  private final int[] nearest;

  /**
   * Tabulates {@code xyz} (N x 3, metres); the cell grows if the cloud is too wide for the table.
   */
  SurfaceGrid(float[] xyz, double wantedCell) {
    this.xyz = xyz;
    Extent box = Extent.of(xyz);
    double size = wantedCell;
    while (cells(box, size) > MAX_CELLS) {
      size *= 1.25;
    }
    cell = size;
    double margin = REACH_CELLS * cell;
    originX = box.low()[0] - margin;
    originY = box.low()[1] - margin;
    originZ = box.low()[2] - margin;
    nx = span(box, 0, size);
    ny = span(box, 1, size);
    nz = span(box, 2, size);
    nearest = new int[nx * ny * nz];
    fill();
  }

  private static int span(Extent box, int axis, double size) {
    return (int) Math.ceil(box.length(axis) / size) + 2 * REACH_CELLS + 1;
  }

  private static double cells(Extent box, double size) {
    return (double) span(box, 0, size) * span(box, 1, size) * span(box, 2, size);
  }

  private void fill() {
    Arrays.fill(nearest, -1);
    float[] best = new float[nearest.length];
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    for (int i = 0; i < xyz.length / 3; i++) {
      int cx = (int) ((xyz[3 * i] - originX) / cell);
      int cy = (int) ((xyz[3 * i + 1] - originY) / cell);
      int cz = (int) ((xyz[3 * i + 2] - originZ) / cell);
      for (int dz = -REACH_CELLS; dz <= REACH_CELLS; dz++) {
        for (int dy = -REACH_CELLS; dy <= REACH_CELLS; dy++) {
          spread(i, cx, cy + dy, cz + dz, best);
        }
      }
    }
  }

  /** Offers point i to one row of cells. */
  private void spread(int i, int cx, int y, int z, float[] best) {
    if (y < 0 || z < 0 || y >= ny || z >= nz) {
      return;
    }
    float fy = (float) (originY + (y + 0.5) * cell) - xyz[3 * i + 1];
    float fz = (float) (originZ + (z + 0.5) * cell) - xyz[3 * i + 2];
    float rest = fy * fy + fz * fz;
    int from = Math.max(0, cx - REACH_CELLS);
    int to = Math.min(nx - 1, cx + REACH_CELLS);
    int row = (z * ny + y) * nx;
    for (int x = from; x <= to; x++) {
      float fx = (float) (originX + (x + 0.5) * cell) - xyz[3 * i];
      float d = fx * fx + rest;
      if (d < best[row + x]) {
        best[row + x] = d;
        nearest[row + x] = i;
      }
    }
  }

  /** Index of the surface point nearest to (x, y, z), or -1 if none is within reach. */
  int nearest(double x, double y, double z) {
    double fx = (x - originX) / cell;
    double fy = (y - originY) / cell;
    double fz = (z - originZ) / cell;
    if (fx < 0 || fy < 0 || fz < 0 || fx >= nx || fy >= ny || fz >= nz) {
      return -1;
    }
    return nearest[((int) fz * ny + (int) fy) * nx + (int) fx];
  }

  double reach() {
    return REACH_CELLS * cell;
  }
}
