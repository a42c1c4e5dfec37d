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
  STALE
}
