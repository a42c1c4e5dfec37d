package org.pollex.hardware.safety;

/** What the gate watches for. */
public enum Rule {
  /** A number that is NaN or infinite; always refused. */
  NOT_FINITE,
  /** A number outside the channel's range; clamped to it. */
  RANGE,
  /** A commanded translation longer than allowed in one step; shortened, direction kept. */
  STEP_SIZE,
  /** A commanded translation faster than allowed; shortened, direction kept. */
  SPEED,
  /** A commanded position outside the workspace box; clamped to it. */
  WORKSPACE,
  /** An action that answers an observation older than allowed; refused. Real-time worlds only. */
  STALE,
  /** A joint coordinate outside its range, or one that could not be kept inside while braking. */
  POSITION,
  /** A joint faster than its limit, or about to be. */
  VELOCITY,
  /** A joint's acceleration above its limit. */
  ACCELERATION,
  /** A joint's jerk above its limit. */
  JERK,
  /** A measured torque above its limit. */
  TORQUE,
  /** Two links nearer to each other than allowed, now or while braking. */
  SELF_COLLISION,
  /** The tool's axis outside its cone, now or while braking. */
  ORIENTATION,
  /** A measured state that is older than allowed. */
  STALE_STATE,
  /** A clock that went backwards, or stood still or jumped by many control periods. */
  TIME_JUMP,
  /** Numbers so large that they must be of another unit. */
  UNITS,
  /** A robot that is not where it was commanded to be. */
  TRACKING
}
