package org.pollex.retrieval.registration;

/**
 * Two-way point-to-plane ICP with a shrinking gate (Chen and Medioni 1992, with Tukey weights):
 * points of each cloud are pulled to the surface of the other. Points that the other camera could
 * not see have no near surface and pull on nothing.
 */
final class Refinement {
  private static final int FEWEST_PAIRS = 8;

  /** Surfaces that face less alike than this (cosine) do not pair. */
  private static final double FACING = 0.2;

  private final Evidence source;
  private final Evidence target;
  private final boolean oriented;
  private final double[] pivot;
  private final PlaneFit fit;

  Refinement(Evidence source, Evidence target, PlaneFit.Turns turns) {
    this.source = source;
    this.target = target;
    this.oriented = source.oriented() && target.oriented();
    this.pivot = target.centre();
    this.fit = new PlaneFit(pivot, turns);
  }

  /**
   * Refines a motion.
   *
   * @param gateFrom first gate: pairs farther apart do not count, metres
   * @param gateTo last gate, metres
   * @param points how many points of each cloud take part
   */
  Motion refine(Motion start, double gateFrom, double gateTo, int iterations, int points) {
    Motion motion = start;
    for (int k = 0; k < iterations; k++) {
      double progress = iterations == 1 ? 1 : (double) k / (iterations - 1);
      double gate = gateFrom * Math.pow(gateTo / gateFrom, progress);
      fit.clear();
      int pairs = pairFromSource(motion, gate, points) + pairFromTarget(motion, gate, points);
      Motion next = pairs < FEWEST_PAIRS ? null : fit.apply(motion);
      if (next == null) {
        return motion;
      }
      motion = next;
    }
    return motion;
  }

  private int pairFromSource(Motion motion, double gate, int points) {
    double[] p = new double[3];
    double[] n = new double[3];
    int pairs = 0;
    int count = Math.min(points, source.size());
    for (int i = 0; i < count; i++) {
      motion.apply(source.xyz, i, p);
      int j = target.grid.nearest(p[0], p[1], p[2]);
      if (j >= 0) {
        motion.rotate(source.normals, i, n);
        pairs += pair(p, n, j, false, gate) ? 1 : 0;
      }
    }
    return pairs;
  }

  private int pairFromTarget(Motion motion, double gate, int points) {
    Motion back = motion.inverse();
    double[] q = new double[3];
    double[] p = new double[3];
    double[] n = new double[3];
    int pairs = 0;
    int count = Math.min(points, target.size());
    for (int j = 0; j < count; j++) {
      back.apply(target.xyz, j, q);
      int i = source.grid.nearest(q[0], q[1], q[2]);
      if (i >= 0) {
        motion.apply(source.xyz, i, p);
        motion.rotate(source.normals, i, n);
        pairs += pair(p, n, j, true, gate) ? 1 : 0;
      }
    }
    return pairs;
  }

  /** Adds the pair of a moved source point (p, n) and target point j, if it is one. */
  private boolean pair(double[] p, double[] n, int j, boolean planeOfSource, double gate) {
    double dx = p[0] - target.xyz[3 * j];
    double dy = p[1] - target.xyz[3 * j + 1];
    double dz = p[2] - target.xyz[3 * j + 2];
    double near = 1 - (dx * dx + dy * dy + dz * dz) / (gate * gate);
    if (near <= 0) {
      return false;
    }
    double nx = target.normals[3 * j];
    double ny = target.normals[3 * j + 1];
    double nz = target.normals[3 * j + 2];
    double cosine = n[0] * nx + n[1] * ny + n[2] * nz;
    if ((oriented ? cosine : Math.abs(cosine)) < FACING) {
      return false;
    }
    double weight = near * near;
    if (planeOfSource) {
      fit.add(p, dx, dy, dz, n[0], n[1], n[2], weight);
    } else {
      fit.add(p, dx, dy, dz, nx, ny, nz, weight);
    }
    return true;
  }
}
