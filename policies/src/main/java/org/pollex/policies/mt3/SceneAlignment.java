package org.pollex.policies.mt3;

import java.util.Optional;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.KdTree;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.registration.Alignment;
import org.pollex.retrieval.registration.Registration;
import org.pollex.retrieval.registration.RegistrationResult;

/**
 * How object, goal fixture and goal point stand now relative to the demonstration.
 *
 * @param object the object that is manipulated
 * @param fixture the fixture that shows the goal; {@link ObjectMotion#NONE} without one
 * @param goal the goal point's motion; the identity when no goal point is used
 */
record SceneAlignment(ObjectMotion object, ObjectMotion fixture, Pose goal) {
  /** Agreement of clouds below which an alignment is not acted on. */
  private static final double LEAST_SCORE = 0.35;

  /** A turn beyond this is doubted, radians, and this share of its score is as good. */
  private static final double TURNED = Math.toRadians(5);

  private static final double AS_WELL = 0.9;

  /** A cloud whose points lie this close to the demonstration's shows an unmoved body, metres. */
  private static final double UNMOVED = 0.002;

  /**
   * Registers the live clouds with the demonstration's, yaw and translation over the full circle;
   * of several yaws that explain the clouds equally, the one nearest to the demonstration's.
   *
   * @param goal the live goal point, where the demonstration uses one
   * @return empty if some cloud cannot be aligned well enough to act on
   */
  static Optional<SceneAlignment> of(Demonstration demo, Clouds live, Optional<Vec3> goal) {
    Optional<ObjectMotion> object = register(demo.target(), live.target().orElseThrow());
    Optional<ObjectMotion> fixture =
        demo.fixture().isEmpty() || live.fixture().isEmpty()
            ? Optional.of(ObjectMotion.NONE)
            : register(demo.fixture().get(), live.fixture().get());
    if (object.isEmpty() || fixture.isEmpty()) {
      return Optional.empty();
    }
    Pose shift =
        demo.goal()
            .map(before -> Pose.translation(goal.orElseThrow().minus(before)))
            .orElse(Pose.IDENTITY);
    return Optional.of(new SceneAlignment(object.get(), fixture.get(), shift));
  }

  /** The same scene with the object believed elsewhere. */
  SceneAlignment withObjectShifted(Vec3 shift) {
    Pose X_DL = Pose.translation(shift).times(object.X_DL());
    ObjectMotion shifted =
        new ObjectMotion(X_DL, object.score(), object.confidence(), object.ambiguous(), false);
    return new SceneAlignment(shifted, fixture, goal);
  }

  private static Optional<ObjectMotion> register(PointCloud demo, PointCloud live) {
    if (unmoved(demo, live)) {
      return Optional.of(ObjectMotion.NONE);
    }
    if (demo.size() < Registration.MIN_POINTS || live.size() < Registration.MIN_POINTS) {
      return Optional.empty();
    }
    RegistrationResult result = Registration.align(demo, live);
    Alignment best = preferred(result);
    if (best.score() < LEAST_SCORE) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectMotion(best.X_TS(), best.score(), best.confidence(), result.ambiguous(), false));
  }

  /**
   * A body that explains the clouds nearly as well without a turn has not been turned: a post, a
   * ball or a block looks the same at many yaws, and every turn moves the hand around it.
   */
  private static Alignment preferred(RegistrationResult result) {
    Alignment best = result.best();
    Alignment unturned = result.unturned();
    boolean turned = Math.abs(best.yaw()) > TURNED;
    return turned && unturned.score() >= AS_WELL * best.score() ? unturned : best;
  }

  /** True if nine of ten live points lie where the demonstration saw a point. */
  private static boolean unmoved(PointCloud demo, PointCloud live) {
    KdTree tree = new KdTree(demo);
    int[] nearest = new int[1];
    float[] squared = new float[1];
    int close = 0;
    for (int i = 0; i < live.size(); i++) {
      tree.nearest(live.x(i), live.y(i), live.z(i), nearest, squared);
      close += squared[0] < UNMOVED * UNMOVED ? 1 : 0;
    }
    return close >= 0.9 * live.size();
  }
}
