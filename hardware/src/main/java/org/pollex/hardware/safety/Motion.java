package org.pollex.hardware.safety;

/** How far a robot's stop has come. */
public enum Motion {
  /** Commands are judged and passed on. */
  FREE,
  /** On the way to rest. */
  BRAKING,
  /** At rest by what was measured. */
  STOPPED,
  /** Braking time is over and no fresh state shows the robot at rest. */
  STOP_NOT_CONFIRMED
}
