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
  /** An interaction that moves the hand less than this has no direction, metres. */
  private static final double LEAST_WAY = 0.01;

  /** Share of a passage in which height is gained or lost. */
  private static final double SOON = 0.4;

  /** Transfers a demonstration. */
  static TrajectoryTransfer of(Demonstration demo, Phases phases, SceneAlignment scene) {
    double[] travelled = travelled(demo.command());
    return new TrajectoryTransfer(
        transfer(demo.hand(), travelled, phases, scene),
        transfer(demo.command(), travelled, phases, scene));
  }

  /**
   * The same interaction carried further, in the direction in which the demonstration moved the
   * object: growing from nothing where the object is held to {@code metres} at success.
   */
  TrajectoryTransfer further(double metres, Demonstration demo, Phases phases) {
    Vec3 way = hand[demo.success()].minus(hand[phases.held()]);
    if (metres == 0 || way.norm() < LEAST_WAY) {
      return this;
    }
    Vec3 more = way.times(metres / way.norm());
    double[] travelled = travelled(demo.command());
    double begin = travelled[phases.held()];
    double length = Math.max(travelled[demo.success()] - begin, 1e-6);
    Vec3[] handOn = hand.clone();
    Vec3[] commandOn = command.clone();
    for (int k = phases.held(); k < hand.length; k++) {
      Vec3 shift = more.times(Math.clamp((travelled[k] - begin) / length, 0.0, 1.0));
      handOn[k] = hand[k].plus(shift);
      commandOn[k] = command[k].plus(shift);
    }
    return new TrajectoryTransfer(handOn, commandOn);
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
        moved[k] = mixed(moved[k], next.transform(path[k]), share);
      }
    }
    return moved;
  }

  /**
   * Between two transfers of a position, at a share of the way. Height is gained early and lost
   * late, so that what the demonstration passed over is still passed over.
   */
  private static Vec3 mixed(Vec3 from, Vec3 to, double share) {
    Vec3 mixed = from.times(1 - share).plus(to.times(share));
    double rising = Math.min(1, share / SOON);
    double sinking = Math.max(0, 1 - (1 - share) / SOON);
    double vertical = to.z() > from.z() ? rising : sinking;
    return new Vec3(mixed.x(), mixed.y(), from.z() + vertical * (to.z() - from.z()));
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
