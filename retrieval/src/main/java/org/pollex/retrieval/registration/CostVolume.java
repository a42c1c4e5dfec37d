package org.pollex.retrieval.registration;

/**
 * The cost of claiming a surface point, tabulated on a coarse grid around a cloud. Costs grow
 * linearly with the distance to the surface, in cells, so that a coarse search has a slope to
 * follow; the caps are those of {@link Evidence}, in these units.
 */
final class CostVolume {
  private static final float REFUTED = 3f;
  private static final float HIDDEN = 0.7f;
  private static final float UNKNOWN = 1f;

  private final int side;
  private final int layers;
  private final double cell;
  private final float[] cost;

  /**
   * @param centre centre of the table, metres
   * @param reachXy half its width, metres
   * @param reachZ half its height, metres
   */
  CostVolume(Evidence evidence, double[] centre, double reachXy, double reachZ, double cell) {
    this.cell = cell;
    side = 2 * (int) Math.ceil(reachXy / cell) + 1;
    layers = 2 * (int) Math.ceil(reachZ / cell) + 1;
    cost = new float[side * side * layers];
    SurfaceGrid grid = new SurfaceGrid(evidence.xyz, cell);
    int at = 0;
    for (int z = 0; z < layers; z++) {
      double pz = centre[2] + (z - layers / 2) * cell;
      for (int y = 0; y < side; y++) {
        double py = centre[1] + (y - side / 2) * cell;
        for (int x = 0; x < side; x++) {
          cost[at++] = cost(evidence, grid, centre[0] + (x - side / 2) * cell, py, pz);
        }
      }
    }
  }

  private float cost(Evidence evidence, SurfaceGrid grid, double x, double y, double z) {
    int j = grid.nearest(x, y, z);
    float c = REFUTED;
    if (j >= 0) {
      double dx = x - evidence.xyz[3 * j];
      double dy = y - evidence.xyz[3 * j + 1];
      double dz = z - evidence.xyz[3 * j + 2];
      c = (float) Math.min(REFUTED, Math.sqrt(dx * dx + dy * dy + dz * dz) / cell);
    }
    if (c <= HIDDEN || evidence.complete) {
      return c;
    }
    if (evidence.depth == null) {
      return Math.min(c, UNKNOWN);
    }
    return evidence.depth.behind(x, y, z) > cell / 2 ? HIDDEN : c;
  }

  /**
   * Writes the table positions of the first {@code out.length} points of a cloud that is turned
   * about {@code pivot} by (cos, sin) and then has its pivot laid on the table's centre.
   */
  void locate(float[] xyz, double[] pivot, double cos, double sin, int[] out) {
    for (int i = 0; i < out.length; i++) {
      double x = xyz[3 * i] - pivot[0];
      double y = xyz[3 * i + 1] - pivot[1];
      int ix = (int) Math.rint((cos * x - sin * y) / cell) + side / 2;
      int iy = (int) Math.rint((sin * x + cos * y) / cell) + side / 2;
      int iz = (int) Math.rint((xyz[3 * i + 2] - pivot[2]) / cell) + layers / 2;
      out[i] = offset(ix, iy, iz);
    }
  }

  /** Table distance of a shift by whole cells. */
  int offset(int dx, int dy, int dz) {
    return (dz * side + dy) * side + dx;
  }

  /** Mean cost of points at table positions, all shifted by {@code offset}. */
  float mean(int[] positions, int offset) {
    float sum = 0;
    for (int position : positions) {
      sum += cost[position + offset];
    }
    return sum / positions.length;
  }
}
