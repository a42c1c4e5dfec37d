package org.pollex.retrieval.registration;

import java.util.Random;
import org.pollex.errors.BadInputException;
import org.pollex.retrieval.cloud.Normals;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.cloud.VoxelGrid;

/**
 * One cloud as evidence about where the object's surface is and is not: its points and normals, a
 * table of nearest points, and, if a camera position is known, what that camera saw through.
 *
 * <p>The cost of claiming "the object has a point here" is the misfit to the surface in units of
 * the noise, capped by what the camera knows of that place: hardly anything where it could not see,
 * a lot where it looked through.
 */
final class Evidence {
  /** Most a claim can cost: the camera saw that nothing is there. */
  static final double REFUTED = 6.0;

  /** Cost of a claim that the camera cannot check. */
  static final double HIDDEN = 0.35;

  /** Cost cap where no camera is known, so that the absence of points proves less. */
  static final double UNKNOWN = 1.2;

  /** Weight of the distance along the surface against the distance from it. */
  private static final double LATERAL = 0.15;

  private static final int NORMAL_NEIGHBOURS = 14;

  private static final int FEWEST_ELEMENTS = 4;

  /** The order of points is shuffled, so that the first k of them are a fair sample. */
  private static final long SHUFFLE_SEED = 20_251_112;

  final float[] xyz;
  final float[] normals;
  final SurfaceGrid grid;
  final DepthMap depth;
  final boolean complete;
  final double sigma;

  /**
   * @param cloud the cloud, metres
   * @param voxel thinning, metres; the noise is taken as half of it
   * @param complete true for a whole surface: a claim away from it is refuted without a camera
   */
  Evidence(PointCloud cloud, double voxel, boolean complete) {
    PointCloud thin = shuffled(VoxelGrid.downsample(cloud, voxel));
    if (thin.size() < FEWEST_ELEMENTS) {
      throw new BadInputException(
          "a cloud whose " + cloud.size() + " points lie within " + thin.size() + " voxels",
          "Give a cloud of a surface, in metres");
    }
    this.xyz = thin.toArray();
    this.normals = Normals.estimate(thin, Math.min(NORMAL_NEIGHBOURS, thin.size()));
    this.grid = new SurfaceGrid(xyz, voxel);
    this.depth =
        complete || cloud.viewpoint().isEmpty()
            ? null
            : new DepthMap(cloud.toArray(), cloud.viewpoint().get(), 0.6 * voxel);
    this.complete = complete;
    this.sigma = voxel / 2;
  }

  private static PointCloud shuffled(PointCloud cloud) {
    int[] order = new int[cloud.size()];
    Random random = new Random(SHUFFLE_SEED);
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return cloud.select(order);
  }

  int size() {
    return xyz.length / 3;
  }

  /** Whether normals have a meaning beyond their axis. */
  boolean oriented() {
    return depth != null;
  }

  /** Most that a claim at this place can cost. */
  double cap(double x, double y, double z) {
    if (complete) {
      return REFUTED;
    }
    if (depth == null) {
      return UNKNOWN;
    }
    return depth.behind(x, y, z) > 2 * sigma ? HIDDEN : REFUTED;
  }

  /** Squared distance to surface element {@code j}: along its normal, plus a part of the rest. */
  double misfit(int j, double x, double y, double z) {
    double dx = x - xyz[3 * j];
    double dy = y - xyz[3 * j + 1];
    double dz = z - xyz[3 * j + 2];
    double all = dx * dx + dy * dy + dz * dz;
    double along = dx * normals[3 * j] + dy * normals[3 * j + 1] + dz * normals[3 * j + 2];
    return along * along + LATERAL * Math.max(0, all - along * along);
  }

  /** Centre of the cloud's box. */
  double[] centre() {
    return Extent.of(xyz).centre();
  }
}
