package org.pollex.hardware.trajectory;

import org.pollex.errors.BadInputException;
import org.pollex.hardware.profile.RobotProfile;

/**
 * Limits of one joint's motion, the same in both directions.
 *
 * @param velocity rad/s or m/s
 * @param acceleration rad/s² or m/s²
 * @param jerk rad/s³ or m/s³
 */
public record MotionLimits(double velocity, double acceleration, double jerk) {
  /** Refuses limits that are not positive and finite. */
  public MotionLimits {
    if (!positive(velocity) || !positive(acceleration) || !positive(jerk)) {
      throw new BadInputException(
          "limits of " + velocity + ", " + acceleration + " and " + jerk,
          "Velocity, acceleration and jerk are limited by positive, finite numbers.");
    }
  }

  private static boolean positive(double limit) {
    return limit > 0 && Double.isFinite(limit);
  }

  /** Returns a joint's limits from its profile. */
  public static MotionLimits of(RobotProfile.JointLimits joint) {
    return new MotionLimits(joint.velocity(), joint.acceleration(), joint.jerk());
  }

  /** Returns shares of these limits, each of 0 to 1: room for what follows the motion. */
  public MotionLimits times(double ofVelocity, double ofAcceleration, double ofJerk) {
    return new MotionLimits(velocity * ofVelocity, acceleration * ofAcceleration, jerk * ofJerk);
  }
}
