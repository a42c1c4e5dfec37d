package org.pollex.sim.client;

import java.time.Duration;

/** How long calls may take before they are given up (and, where that is safe, repeated). */
final class Deadlines {
  /** Calls that only look something up. */
  static final Duration QUICK = Duration.ofSeconds(10);

  /** Checks that build scenes or run physics: fingerprint, goals of a benchmark. */
  static final Duration PATIENT = Duration.ofMinutes(5);

  private Deadlines() {}

  /** Creation loads about a scene a second in each worker. */
  static Duration create(int tasks) {
    return Duration.ofSeconds(30).plusMillis(1500L * tasks);
  }

  /** A reset is 100 control steps; the slots of one worker wait for each other. */
  static Duration reset(int slotsOfBusiestWorker) {
    return Duration.ofSeconds(5).plusMillis(50L * slotsOfBusiestWorker);
  }

  static Duration step(int slots, int steps) {
    return Duration.ofSeconds(2).plusMillis(2L * slots * steps);
  }

  /** Software OpenGL needs up to 0.3 s a frame. */
  static Duration render(int frames) {
    return Duration.ofSeconds(2).plusMillis(300L * frames);
  }
}
