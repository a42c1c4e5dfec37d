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
 * <p>A demonstration succeeds once, at the edge of success. After its last step the hand goes back
 * to where it was when the demonstration succeeded, is held there, and goes on in the direction it
 * had then for a few centimetres, so that what was nearly done gets done.
 */
final class TrajectoryReplay {
  private static final int MOST_REPEATS = 60;
  private static final double FEEDBACK = 0.1;
  private static final double FORGETTING = 0.9;
  private static final double MOST_CORRECTION = 0.03;

  private static final int HOLD = 15;
  private static final int FOLLOW_THROUGH = 40;
  private static final int REST = 10;
  private static final double FOLLOW_THROUGH_LENGTH = 0.05;

  /** Steps before success that tell the direction; a hand that moved less rests, metres. */
  private static final int DIRECTION_STEPS = 8;

  private static final double RESTS = 0.002;
  private static final double MOST_HOLD_CORRECTION = 0.05;

  /** Fingers that move, a step, and that are ahead: shares of their opening. */
  private static final double FINGERS_MOVE = 0.01;

  private static final double FINGERS_AHEAD = 0.02;

  /** Fingers narrower than demonstrated by this share of their opening, for so long, are empty. */
  private static final double EMPTY = 0.08;

  private static final int EMPTY_STEPS = 3;

  private final TrajectoryTransfer path;
  private final Demonstration demo;
  private final Phases phases;
  private final Motor motor;
  private final int last;
  private final int end;
  private final Vec3 drift;
  private Vec3 correction = Vec3.ZERO;
  private int step;
  private int repeats;
  private int after;
  private double narrowest = 1;
  private int emptySteps;
  private double worst;
  private double sum;
  private int tracked;

  /**
   * Prepares a replay.
   *
   * @param path the transferred demonstration
   * @param from first step to repeat
   */
  TrajectoryReplay(
      TrajectoryTransfer path, Demonstration demo, Phases phases, int from, Motor motor) {
    this.path = path;
    this.demo = demo;
    this.phases = phases;
    this.motor = motor;
    this.last = demo.steps();
    this.step = from;
    this.end = demo.success();
    Vec3 way = path.hand()[end].minus(path.hand()[Math.max(0, end - DIRECTION_STEPS)]);
    double pace = FOLLOW_THROUGH_LENGTH / FOLLOW_THROUGH;
    this.drift = way.norm() > RESTS ? way.times(pace / way.norm()) : Vec3.ZERO;
  }

  /** Returns the next action, or null after the last or once the object has been lost. */
  Decision next(Observation now) {
    if (step < last) {
      if (repeats > 0) {
        follow(now);
      }
      if (hasLostObject()) {
        return null;
      }
      if (step < last) {
        repeats++;
        return motor.towards(path.command()[step + 1].plus(correction), gripper(now), now);
      }
    }
    return finish(now);
  }

  /**
   * The demonstrated gripper command; or none while fingers that were moving in the demonstration
   * are ahead of it, since a step of the hand may take longer than it did then. Fingers that close
   * around an object may well be early.
   */
  private float gripper(Observation now) {
    double moving = demo.fingers()[step + 1] - demo.fingers()[step];
    double ahead = (now.vector("gripper")[0] - demo.fingers()[step + 1]) * Math.signum(moving);
    boolean wait = !phases.grasped() && Math.abs(moving) > FINGERS_MOVE && ahead > FINGERS_AHEAD;
    return wait ? 0 : demo.gripper()[step];
  }

  /** Takes the outcome of the last action in. */
  private void follow(Observation now) {
    Vec3 error = path.hand()[step + 1].minus(now.point("ee_pos"));
    correction = clamp(correction.times(FORGETTING).plus(error.times(FEEDBACK)), MOST_CORRECTION);
    if (motor.arrived(now) || repeats >= MOST_REPEATS) {
      feel(now);
      worst = Math.max(worst, error.norm());
      sum += error.norm();
      tracked++;
      step++;
      repeats = 0;
    }
  }

  /**
   * Fingers that have closed further than they ever did around the object in the demonstration hold
   * nothing. (While carrying, its fingers may have given way and closed again.)
   */
  private void feel(Observation now) {
    if (!phases.grasped() || step < phases.held()) {
      return;
    }
    narrowest = Math.min(narrowest, demo.fingers()[step + 1]);
    boolean empty = now.vector("gripper")[0] < narrowest - EMPTY;
    emptySteps = empty ? emptySteps + 1 : 0;
  }

  /** Whether the fingers hold nothing although they held something in the demonstration. */
  boolean hasLostObject() {
    return emptySteps >= EMPTY_STEPS;
  }

  private Decision finish(Observation now) {
    if (after >= HOLD + FOLLOW_THROUGH + REST) {
      return null;
    }
    Vec3 shift = drift.times(Math.clamp(after - HOLD + 1, 0, FOLLOW_THROUGH));
    Vec3 error = path.hand()[end].plus(shift).minus(now.point("ee_pos"));
    correction = clamp(correction.plus(error.times(FEEDBACK)), MOST_HOLD_CORRECTION);
    after++;
    return motor.towards(
        path.command()[end].plus(shift).plus(correction), demo.gripper()[last - 1], now);
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
