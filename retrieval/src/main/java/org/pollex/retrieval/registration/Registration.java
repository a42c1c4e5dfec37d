package org.pollex.retrieval.registration;

import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.KdTree;
import org.pollex.retrieval.cloud.PointCloud;

/**
 * Registers two partial views of one object by yaw and translation over the full circle.
 *
 * <p>Coarse to fine: a sweep over all yaws and translations on coarse cost tables, then rounds of
 * two-way ICP on ever more points for ever fewer hypotheses, then a descent on the score for the
 * best. What sets it apart is the score: where camera positions are known ({@link
 * PointCloud#seenFrom}), a point counts against a pose if the other camera looked through its
 * place, and counts nothing if that place was hidden. All minima near the best are returned.
 *
 * <p>Ties: if several answers are as good as the data can tell, the one closest to no turn comes
 * first (the demonstration's own yaw). Deterministic: the same clouds give the same answers.
 */
public final class Registration {
  /** Fewest points a cloud must have. */
  public static final int MIN_POINTS = 12;

  /** Voxels along the diagonal of an object, and the finest voxel (metres). */
  private static final double VOXELS_PER_DIAGONAL = 40;

  private static final double FINEST_VOXEL = 0.002;
  private static final double CELLS_PER_DIAGONAL = 16;

  /** A cloud with more of its points hidden from its own camera is no single view. */
  private static final double SELF_HIDDEN = 0.15;

  private static final int SWEPT = 80;
  private static final int ALL = Integer.MAX_VALUE;

  private final Evidence source;
  private final Evidence target;
  private final double voxel;
  private final double cell;
  private final PoseScore score;
  private final Refinement upright;
  private final double[] sourceCentre;

  private Registration(PointCloud source, PointCloud target, double voxel) {
    this.voxel = voxel;
    this.cell = Math.max(source.diagonal(), target.diagonal()) / CELLS_PER_DIAGONAL;
    this.source = new Evidence(source, voxel, isComplete(source, voxel));
    this.target = new Evidence(target, voxel, isComplete(target, voxel));
    this.score = new PoseScore(this.source, this.target);
    this.upright = new Refinement(this.source, this.target, PlaneFit.Turns.YAW);
    this.sourceCentre = this.source.centre();
  }

  /** Registers with {@link RegistrationOptions#DEFAULT}. */
  public static RegistrationResult align(PointCloud source, PointCloud target) {
    return align(source, target, RegistrationOptions.DEFAULT);
  }

  /**
   * Finds the motions that lay {@code source} onto {@code target}.
   *
   * @param source the demonstration's cloud: one view, or a whole surface
   * @param target the live cloud, in the same frame with z up
   * @throws BadInputException if the frames differ or a cloud has fewer than {@link #MIN_POINTS}
   *     points
   */
  public static RegistrationResult align(
      PointCloud source, PointCloud target, RegistrationOptions options) {
    source.requireSameFrame(target);
    requireEnough(source, "source");
    requireEnough(target, "target");
    double voxel = options.voxel() > 0 ? options.voxel() : voxelFor(source, target);
    Registration registration = new Registration(source, target, voxel);
    List<Hypothesis> found =
        registration.search(options.freedom() == RegistrationOptions.Freedom.RIGID);
    return new AnswerSelection(registration.sourceCentre)
        .select(found, registration.unturned(found.getFirst()), options.maxAnswers());
  }

  private static void requireEnough(PointCloud cloud, String name) {
    if (cloud.size() < MIN_POINTS) {
      throw new BadInputException(
          "a " + name + " cloud of " + cloud.size() + " points",
          "Registration needs at least " + MIN_POINTS + "; look closer or loosen the mask");
    }
  }

  /** Fine enough for the object's shape, but no finer than the clouds are dense. */
  private static double voxelFor(PointCloud source, PointCloud target) {
    double diagonal = Math.max(source.diagonal(), target.diagonal());
    double dense = Math.max(spacing(source), spacing(target));
    return Math.max(FINEST_VOXEL, Math.max(diagonal / VOXELS_PER_DIAGONAL, dense));
  }

  /** Median distance to the fourth neighbour: the grid spacing of a surface sample. */
  private static double spacing(PointCloud cloud) {
    KdTree tree = new KdTree(cloud);
    int[] near = new int[5];
    float[] squared = new float[5];
    int step = Math.max(1, cloud.size() / 128);
    List<Float> distances = new ArrayList<>();
    for (int i = 0; i < cloud.size(); i += step) {
      tree.nearest(cloud.x(i), cloud.y(i), cloud.z(i), near, squared);
      distances.add(squared[4]);
    }
    distances.sort(null);
    return Math.sqrt(distances.get(distances.size() / 2));
  }

  private static boolean isComplete(PointCloud cloud, double voxel) {
    return cloud
        .viewpoint()
        .map((Vec3 eye) -> SelfOcclusion.share(cloud.toArray(), eye, 1.5 * voxel) > SELF_HIDDEN)
        .orElse(false);
  }

  private List<Hypothesis> search(boolean rigid) {
    List<Motion> swept = new YawSweep(source, target, cell).search(SWEPT);
    List<Hypothesis> few = round(swept, 1.5 * cell, 0.8 * cell, 3, 100, 24);
    few = round(motions(few), 0.8 * cell, 1.2 * voxel, 5, 200, 12);
    few = round(motions(few), 2 * voxel, 0.8 * voxel, 6, 600, 6);
    double[] pivot = target.centre();
    double radius = Math.max(voxel, Extent.of(target.xyz).diagonal() / 3);
    ScoreDescent descent = new ScoreDescent(score, pivot, radius);
    Refinement last = rigid ? new Refinement(source, target, PlaneFit.Turns.ALL) : upright;
    List<Hypothesis> end = new ArrayList<>();
    for (int i = 0; i < few.size(); i++) {
      Motion motion = few.get(i).motion();
      if (i < 3) {
        motion = descent.descend(motion, voxel, 300);
      }
      motion =
          rigid
              ? last.refine(motion, 3 * voxel, 0.8 * voxel, 15, ALL)
              : last.refine(motion, voxel, 0.8 * voxel, 2, ALL);
      end.add(new Hypothesis(motion, score.of(motion, ALL)));
    }
    return distinct(end, end.size());
  }

  /** The object where {@code best} puts it, but not turned: the answer to prefer among ties. */
  private Hypothesis unturned(Hypothesis best) {
    double[] to = best.motion().apply(sourceCentre);
    Motion start = Motion.aboutVertical(0, sourceCentre, to);
    Refinement shiftOnly = new Refinement(source, target, PlaneFit.Turns.NONE);
    Motion motion = shiftOnly.refine(start, 2 * voxel, 0.8 * voxel, 5, ALL);
    return new Hypothesis(motion, score.of(motion, ALL));
  }

  /** Refines all, scores all, keeps the best distinct ones. */
  private List<Hypothesis> round(
      List<Motion> motions, double gateFrom, double gateTo, int iterations, int points, int kept) {
    List<Hypothesis> scored = new ArrayList<>();
    for (Motion motion : motions) {
      Motion refined = upright.refine(motion, gateFrom, gateTo, iterations, points);
      scored.add(new Hypothesis(refined, score.of(refined, points)));
    }
    return distinct(scored, kept);
  }

  private List<Hypothesis> distinct(List<Hypothesis> all, int kept) {
    return Hypothesis.distinct(all, sourceCentre, 1.5 * voxel, Math.toRadians(4), kept);
  }

  private static List<Motion> motions(List<Hypothesis> hypotheses) {
    return hypotheses.stream().map(Hypothesis::motion).toList();
  }
}
