package org.pollex.hardware.safety;

import org.pollex.hardware.profile.RobotProfile;

/**
 * What is judged in a cycle before any joint's way: the clock, the measured state, and the command
 * as a whole. Allocation-free, and without memory: the answer depends on the arguments alone.
 */
final class CycleChecks {
  /** Periods that a clock may jump, or a state's stamp lie ahead. */
  private static final double JUMP = 20;

  /** Speed below which a joint is at rest, rad/s. */
  static final double REST = 0.01;

  /** How many times its range a coordinate may be before it must be of another unit. */
  private static final double UNITS_FACTOR = 4;

  private final int n;
  private final double jumpNanos;
  private final double aheadNanos;
  private final double stateNanos;
  private final double commandNanos;
  private final double trackingError;
  private final double[] effort;
  private final double[] largest;

  CycleChecks(RobotProfile profile, double trackingError) {
    this.trackingError = trackingError;
    n = profile.joints().size();
    double period = 1e9 / profile.control().rateHz();
    stateNanos = 1e9 * profile.watchdog().stateSeconds();
    commandNanos = 1e9 * profile.watchdog().commandSeconds();
    aheadNanos = JUMP * period;
    jumpNanos = Math.max(aheadNanos, stateNanos);
    effort = new double[n];
    largest = new double[n];
    for (int i = 0; i < n; i++) {
      RobotProfile.JointLimits joint = profile.joints().get(i);
      double range = Math.max(Math.abs(joint.lower()), Math.abs(joint.upper()));
      effort[i] = joint.effort();
      largest[i] = UNITS_FACTOR * (Double.isFinite(range) ? Math.max(range, 1) : 4 * Math.PI);
    }
  }

  /**
   * Returns what is wrong with the clock, the state or the robot, or null. All of it latches a
   * stop.
   *
   * @param elapsed time since the cycle before, ns
   * @param commanded where the joints were sent last, rad
   */
  Rule fault(long nanos, long elapsed, JointState measured, double[] commanded) {
    if (!Checks.inside(elapsed, 0, jumpNanos)) {
      return Rule.TIME_JUMP;
    }
    if (!fresh(nanos, measured)) {
      return Rule.STALE_STATE;
    }
    if (Checks.notFinite(measured.position) >= 0 || Checks.notFinite(measured.velocity) >= 0) {
      return Rule.NOT_FINITE;
    }
    for (int i = 0; i < n; i++) {
      if (!Checks.within(measured.position[i] - commanded[i], trackingError)) {
        return Rule.TRACKING;
      }
      if (!Checks.within(measured.effort[i], effort[i])) {
        return Rule.TORQUE;
      }
    }
    return null;
  }

  /** Returns what makes a command as a whole unusable, or null. */
  Rule refusal(long nanos, long stamp, double[] proposed) {
    if (Checks.olderThan(nanos, stamp, commandNanos) || Checks.aheadOf(nanos, stamp, 0)) {
      return Rule.STALE;
    }
    if (Checks.notFinite(proposed) >= 0) {
      return Rule.NOT_FINITE;
    }
    for (int i = 0; i < n; i++) {
      if (!Checks.within(proposed[i], largest[i])) {
        return Rule.UNITS;
      }
    }
    return null;
  }

  /** Returns true when a fresh state shows every joint at rest. */
  boolean atRest(long nanos, JointState measured) {
    if (!fresh(nanos, measured)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (!Checks.within(measured.velocity[i], REST)) {
        return false;
      }
    }
    return true;
  }

  private boolean fresh(long nanos, JointState measured) {
    return !Checks.olderThan(nanos, measured.nanos, stateNanos)
        && !Checks.aheadOf(nanos, measured.nanos, aheadNanos);
  }
}
