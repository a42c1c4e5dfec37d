package org.pollex.policies.mt3;

import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;

/**
 * Repeats the transferred interaction: the demonstrated commands feed forward, and the hand's
 * deviation from the demonstrated path is fed back, slowly and within narrow limits. Commands, not
 * measured motion, are what is repeated, since the hand lags its command and contact holds it back.
 *
 * <p>A step lasts until the command has got where it was demonstrated, so that a path which became
 * longer takes longer and the gripper still closes where it should.
 *
 * <p>Demonstrations often end the moment the task succeeds. After the last step the hand is held at
 * the place farthest along its final drift, and then goes on along that drift for a few
 * centimetres.
 */
final class TrajectoryReplay {
  private static final int MOST_REPEATS = 60;
  private static final double FEEDBACK = 0.1;
  private static final double FORGETTING = 0.9;
  private static final double MOST_CORRECTION = 0.03;

  private static final int HOLD = 15;
  private static final int FOLLOW_THROUGH = 40;
  private static final int REST = 10;
  private static final double LONGEST_FOLLOW_THROUGH = 0.06;
  private static final double MOST_HOLD_CORRECTION = 0.05;

  private final TrajectoryTransfer path;
  private final float[] gripper;
  private final Motor motor;
  private final int last;
  private final int end;
  private final Vec3 drift;
  private Vec3 correction = Vec3.ZERO;
  private int step;
  private int repeats;
  private int after;
  private double worst;
  private double sum;
  private int tracked;

  TrajectoryReplay(TrajectoryTransfer path, float[] gripper, int start, int held, Motor motor) {
    this.path = path;
    this.gripper = gripper;
    this.motor = motor;
    this.last = gripper.length;
    this.step = start;
    int window = Math.min(Math.clamp((last - held) / 2, 5, 30), last / 2);
    Vec3 trend =
        mean(path.hand(), last - window, last)
            .minus(mean(path.hand(), last - 2 * window, last - window));
    this.end = farthestAlong(trend, last - window, path.hand());
    Vec3 pace = trend.times(1.0 / window);
    double most = LONGEST_FOLLOW_THROUGH / FOLLOW_THROUGH;
    this.drift = pace.times(Math.min(1, most / Math.max(pace.norm(), 1e-9)));
  }

  /** Mean of the entries after {@code from}, up to {@code to}. */
  private static Vec3 mean(Vec3[] path, int from, int to) {
    Vec3 total = Vec3.ZERO;
    for (int k = from + 1; k <= to; k++) {
      total = total.plus(path[k]);
    }
    return total.times(1.0 / (to - from));
  }

  private static int farthestAlong(Vec3 direction, int from, Vec3[] path) {
    int best = from + 1;
    for (int k = from + 1; k < path.length; k++) {
      best = path[k].dot(direction) > path[best].dot(direction) ? k : best;
    }
    return best;
  }

  /** Returns the next action, or null after the last. */
  Decision next(Observation now) {
    if (step < last) {
      if (repeats > 0) {
        follow(now);
      }
      if (step < last) {
        repeats++;
        return motor.towards(path.command()[step + 1].plus(correction), gripper[step], now);
      }
    }
    return finish(now);
  }

  /** Takes the outcome of the last action in. */
  private void follow(Observation now) {
    Vec3 error = path.hand()[step + 1].minus(now.point("ee_pos"));
    correction = clamp(correction.times(FORGETTING).plus(error.times(FEEDBACK)), MOST_CORRECTION);
    if (motor.arrived(now) || repeats >= MOST_REPEATS) {
      worst = Math.max(worst, error.norm());
      sum += error.norm();
      tracked++;
      step++;
      repeats = 0;
    }
  }

  private Decision finish(Observation now) {
    if (after >= HOLD + FOLLOW_THROUGH + REST) {
      return null;
    }
    Vec3 shift = drift.times(Math.clamp(after - HOLD + 1, 0, FOLLOW_THROUGH));
    Vec3 error = path.hand()[end].plus(shift).minus(now.point("ee_pos"));
    correction = clamp(correction.plus(error.times(FEEDBACK)), MOST_HOLD_CORRECTION);
    after++;
    return motor.towards(path.command()[end].plus(shift).plus(correction), gripper[last - 1], now);
  }

  private static Vec3 clamp(Vec3 v, double most) {
    return new Vec3(
        Math.clamp(v.x(), -most, most),
        Math.clamp(v.y(), -most, most),
        Math.clamp(v.z(), -most, most));
  }

  /** Whether the whole demonstration was repeated. */
  boolean isComplete() {
    return step == last;
  }

  /** Number of demonstrated steps repeated so far. */
  int step() {
    return step;
  }

  /** Mean distance of the hand from the transferred path, metres. */
  double meanError() {
    return tracked == 0 ? 0 : sum / tracked;
  }

  /** Largest distance of the hand from the transferred path, metres. */
  double worstError() {
    return worst;
  }
}
