package org.pollex.retrieval.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Exhaustive coarse search: every yaw of the full circle, every translation that could make the two
 * views overlap, each judged by a few dozen table look-ups in both directions. Nothing is seeded by
 * centroids alone, because the centroid of a partial view wanders by up to half an object.
 */
final class YawSweep {
  private static final int YAWS = 48;
  private static final int POINTS = 120;
  private static final int KEPT_PER_YAW = 3;

  /** Minima closer than this many cells to a better one are not separate. */
  private static final int SEPARATION = 2;

  private final double[] sourceCentre;
  private final double[] targetCentre;
  private final double cell;
  private final int stepsXy;
  private final int stepsZ;
  private final CostVolume inTarget;
  private final CostVolume inSource;
  private final Evidence source;
  private final Evidence target;

  private record Candidate(Motion motion, double cost) {}

  YawSweep(Evidence source, Evidence target, double cell) {
    this.source = source;
    this.target = target;
    this.cell = cell;
    Extent s = Extent.of(source.xyz);
    Extent t = Extent.of(target.xyz);
    sourceCentre = s.centre();
    targetCentre = t.centre();
    double radius =
        Math.max(
            Extent.horizontalRadius(source.xyz, sourceCentre),
            Extent.horizontalRadius(target.xyz, targetCentre));
    double height = Math.max(s.length(2), t.length(2));
    stepsXy = (int) Math.ceil(0.5 * radius / cell);
    stepsZ = (int) Math.ceil(0.25 * height / cell) + 1;
    double reachXy = radius + (stepsXy + 1) * cell * Math.sqrt(2);
    double reachZ = height / 2 + (stepsZ + 2) * cell;
    inTarget = new CostVolume(target, targetCentre, reachXy, reachZ, cell);
    inSource = new CostVolume(source, sourceCentre, reachXy, reachZ, cell);
  }

  /** The best motions, at most {@code kept}, best first. */
  List<Motion> search(int kept) {
    int side = 2 * stepsXy + 1;
    float[] costs = new float[side * side * (2 * stepsZ + 1)];
    int[] forward = new int[Math.min(POINTS, source.size())];
    int[] backward = new int[Math.min(POINTS, target.size())];
    List<Candidate> found = new ArrayList<>();
    for (int k = 0; k < YAWS; k++) {
      double yaw = 2 * Math.PI * k / YAWS;
      double cos = Math.cos(yaw);
      double sin = Math.sin(yaw);
      inTarget.locate(source.xyz, sourceCentre, cos, sin, forward);
      inSource.locate(target.xyz, targetCentre, cos, -sin, backward);
      int at = 0;
      for (int z = -stepsZ; z <= stepsZ; z++) {
        for (int y = -stepsXy; y <= stepsXy; y++) {
          for (int x = -stepsXy; x <= stepsXy; x++) {
            int bx = (int) Math.rint(-(cos * x + sin * y));
            int by = (int) Math.rint(sin * x - cos * y);
            costs[at++] =
                inTarget.mean(forward, inTarget.offset(x, y, z))
                    + inSource.mean(backward, inSource.offset(bx, by, -z));
          }
        }
      }
      keepMinima(yaw, costs, found);
    }
    return found.stream()
        .sorted(Comparator.comparingDouble(Candidate::cost))
        .limit(kept)
        .map(Candidate::motion)
        .toList();
  }

  /** Adds the best separate minima of one yaw's table of costs, which it uses up. */
  private void keepMinima(double yaw, float[] costs, List<Candidate> found) {
    int side = 2 * stepsXy + 1;
    for (int kept = 0; kept < KEPT_PER_YAW; kept++) {
      int best = 0;
      for (int i = 1; i < costs.length; i++) {
        if (costs[i] < costs[best]) {
          best = i;
        }
      }
      if (costs[best] == Float.POSITIVE_INFINITY) {
        return;
      }
      int x = best % side;
      int y = best / side % side;
      int z = best / (side * side);
      double[] to = {
        targetCentre[0] + (x - stepsXy) * cell,
        targetCentre[1] + (y - stepsXy) * cell,
        targetCentre[2] + (z - stepsZ) * cell
      };
      found.add(new Candidate(Motion.aboutVertical(yaw, sourceCentre, to), costs[best]));
      strike(costs, side, x, y, z);
    }
  }

  private void strike(float[] costs, int side, int x, int y, int z) {
    int top = Math.min(2 * stepsZ, z + SEPARATION);
    for (int zz = Math.max(0, z - SEPARATION); zz <= top; zz++) {
      for (int yy = Math.max(0, y - SEPARATION); yy <= Math.min(side - 1, y + SEPARATION); yy++) {
        int row = (zz * side + yy) * side;
        int from = Math.max(0, x - SEPARATION);
        int to = Math.min(side - 1, x + SEPARATION);
        Arrays.fill(costs, row + from, row + to + 1, Float.POSITIVE_INFINITY);
      }
    }
  }
}
