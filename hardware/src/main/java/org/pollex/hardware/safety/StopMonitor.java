package org.pollex.hardware.safety;

/**
 * Follows a stop from its beginning until measurement confirms it: a stop is never taken for done
 * because it was commanded.
 */
final class StopMonitor {
  /** Share of the profile's braking time after which a stop that does not show is told. */
  static final double CONFIRM_FACTOR = 1.2;

  private final double allowedNanos;
  private Motion motion = Motion.FREE;
  private boolean latched;
  private long since;

  StopMonitor(double brakingSeconds) {
    allowedNanos = CONFIRM_FACTOR * brakingSeconds * 1e9;
  }

  void free() {
    motion = Motion.FREE;
  }

  void reset() {
    motion = Motion.FREE;
    latched = false;
  }

  void begin(long nanos, boolean latch) {
    latched |= latch;
    if (motion == Motion.FREE) {
      motion = Motion.BRAKING;
      since = nanos;
    }
  }

  /**
   * Takes what a cycle measured.
   *
   * @param rest true when a fresh state shows every joint at rest and rest is commanded
   */
  void confirm(long nanos, boolean rest) {
    if (motion == Motion.FREE) {
      return;
    }
    if (rest) {
      motion = Motion.STOPPED;
    } else if (Checks.olderThan(nanos, since, allowedNanos)) {
      motion = Motion.STOP_NOT_CONFIRMED;
    } else {
      motion = Motion.BRAKING;
    }
  }

  Motion motion() {
    return motion;
  }

  boolean latched() {
    return latched;
  }
}
