package org.pollex.policies.mt3;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;

/**
 * Carries a demonstration's positions over to the live scene: T_l(k) = X(k) T_d(k).
 *
 * <p>Until the object is held, X is the object's own motion. Where the goal moved differently, the
 * path passes from the object's frame into the goal fixture's or the goal point's: both transfers
 * of a position are mixed, in proportion to the commanded path travelled between the two steps that
 * {@link Phases} names. At the end the motion belongs to the goal's frame entirely.
 *
 * @param hand where the hand should be, T + 1, world, metres
 * @param command what was commanded, T + 1, world, metres
 */
record TrajectoryTransfer(Vec3[] hand, Vec3[] command) {

  /** Transfers a demonstration. */
  static TrajectoryTransfer of(Demonstration demo, Phases phases, SceneAlignment scene) {
    double[] travelled = travelled(demo.command());
    return new TrajectoryTransfer(
        transfer(demo.hand(), travelled, phases, scene),
        transfer(demo.command(), travelled, phases, scene));
  }

  private static Vec3[] transfer(
      Vec3[] path, double[] travelled, Phases phases, SceneAlignment scene) {
    Pose first = phases.object() ? scene.object().X_DL() : Pose.IDENTITY;
    Vec3[] moved = each(path, first::transform);
    for (Phases.Leg leg : phases.legs()) {
      Pose next = leg.frame() == Phases.Frame.FIXTURE ? scene.fixture().X_DL() : scene.goal();
      double length = Math.max(travelled[leg.to()] - travelled[leg.from()], 1e-6);
      for (int k = leg.from() + 1; k < path.length; k++) {
        double share = k >= leg.to() ? 1 : (travelled[k] - travelled[leg.from()]) / length;
        moved[k] = moved[k].times(1 - share).plus(next.transform(path[k]).times(share));
      }
    }
    return moved;
  }

  private static Vec3[] each(Vec3[] path, UnaryOperator<Vec3> change) {
    return Arrays.stream(path).map(change).toArray(Vec3[]::new);
  }

  private static double[] travelled(Vec3[] path) {
    double[] sum = new double[path.length];
    for (int k = 1; k < path.length; k++) {
      sum[k] = sum[k - 1] + path[k].distance(path[k - 1]);
    }
    return sum;
  }
}
