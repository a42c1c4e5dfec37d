package org.pollex.retrieval.registration;

/**
 * How badly two views of one object contradict each other under a motion: every point of each cloud
 * is a claim about the other cloud's world. Counting only matches would favour large overlap, which
 * opposite views do not have; what refutes a pose is a point where the other camera looked through.
 */
final class PoseScore {
  /** Surfaces that face less alike than this (cosine) do not match well. */
  private static final double FACING = 0.5;

  private final Evidence source;
  private final Evidence target;
  private final boolean oriented;

  PoseScore(Evidence source, Evidence target) {
    this.source = source;
    this.target = target;
    this.oriented = source.oriented() && target.oriented();
  }

  /**
   * One evaluation.
   *
   * @param cost mean cost of a claim, 0 (full agreement) to {@link Evidence#REFUTED}
   * @param contradiction mean cost beyond that of a hidden claim: what speaks against the motion,
   *     as opposed to what merely does not speak for it
   * @param matched share of points with a matching surface in the other cloud
   * @param refuted share of points where the other cloud shows that there is nothing
   */
  record Value(double cost, double contradiction, double matched, double refuted) {
    private Value mean(Value other) {
      return new Value(
          (cost + other.cost) / 2,
          (contradiction + other.contradiction) / 2,
          (matched + other.matched) / 2,
          (refuted + other.refuted) / 2);
    }
  }

  /** Scores a motion on the first {@code limit} points of each cloud. */
  Value of(Motion motion, int limit) {
    return claims(source, target, motion, limit)
        .mean(claims(target, source, motion.inverse(), limit));
  }

  private Value claims(Evidence from, Evidence to, Motion motion, int limit) {
    double[] p = new double[3];
    double[] n = new double[3];
    int count = Math.min(limit, from.size());
    double sum = 0;
    double against = 0;
    int matched = 0;
    int refuted = 0;
    for (int i = 0; i < count; i++) {
      motion.apply(from.xyz, i, p);
      int j = to.grid.nearest(p[0], p[1], p[2]);
      double cost = Double.POSITIVE_INFINITY;
      if (j >= 0) {
        motion.rotate(from.normals, i, n);
        cost = to.misfit(j, p[0], p[1], p[2]) / (2 * to.sigma * to.sigma) + facing(n, to, j);
      }
      if (cost < Evidence.HIDDEN) {
        matched++;
      } else {
        cost = Math.min(cost, to.cap(p[0], p[1], p[2]));
        refuted += cost > Evidence.REFUTED / 2 ? 1 : 0;
      }
      sum += cost;
      against += Math.max(0, cost - Evidence.HIDDEN);
    }
    return new Value(
        sum / count, against / count, (double) matched / count, (double) refuted / count);
  }

  /** Surcharge for two surfaces that face different ways, up to the cost of not matching. */
  private double facing(double[] n, Evidence to, int j) {
    double cosine =
        n[0] * to.normals[3 * j] + n[1] * to.normals[3 * j + 1] + n[2] * to.normals[3 * j + 2];
    double alike = oriented ? cosine : Math.abs(cosine);
    return alike >= FACING ? 0 : Evidence.HIDDEN * Math.min(1, 2 * (FACING - alike));
  }
}
