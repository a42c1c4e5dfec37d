package org.pollex.sim.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pollex.sim.v1.SimulationGrpc;

/**
 * How long calls may take before they are given up (and, where that is safe, repeated). They are
 * there for servers that hang, so each is many times what an idle machine needs: on a loaded one,
 * slow must not look like dead.
 */
final class Deadlines {
  /** Calls that only look something up. */
  static final Duration QUICK = Duration.ofSeconds(30);

  /** Checks that build scenes or run physics: fingerprint, goals of a benchmark. */
  static final Duration PATIENT = Duration.ofMinutes(5);

  private Deadlines() {}

  /** The stub for one call that is given up after a while. */
  static SimulationGrpc.SimulationBlockingStub limited(
      SimulationGrpc.SimulationBlockingStub calls, Duration within) {
    return calls.withDeadlineAfter(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Creation loads about a scene a second in each worker. */
  static Duration create(int tasks) {
    return Duration.ofSeconds(60).plusMillis(3000L * tasks);
  }

  /** A reset is 100 control steps; the slots of one worker wait for each other. */
  static Duration reset(int slotsOfBusiestWorker) {
    return Duration.ofSeconds(60).plusMillis(500L * slotsOfBusiestWorker);
  }

  static Duration step(int slots, int steps) {
    return Duration.ofSeconds(30).plusMillis(20L * slots * steps);
  }

  /** Software OpenGL needs up to 0.3 s a frame. */
  static Duration render(int frames) {
    return Duration.ofSeconds(30).plusMillis(1000L * frames);
  }
}
