package org.pollex.sim.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pollex.sim.server.SimulationServer;

/**
 * Runs a call until it is answered or there is no hope left.
 *
 * <p>Only calls that may be repeated safely come here: those that change nothing, and those that
 * carry a sequence number, of which the server executes each once. A call is repeated when the
 * server was unreachable (a worker process died, or the server is just starting) and when it did
 * not answer in time; then with ten times the deadline, for a worker may be replaying an episode.
 */
final class Attempts {
  private static final int MOST = 5;
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PATIENCE = 10;

  private final SimulationServer server;
  private final Failures failures;

  /** One call with a deadline. */
  interface Call<R> {
    R within(Duration deadline);
  }

  Attempts(SimulationServer server) {
    this.server = server;
    this.failures = new Failures(server);
  }

  /**
   * Runs the call.
   *
   * @param doing what goes on, for the error message: "while ..."
   */
  <R> R run(String doing, Duration deadline, Call<R> call) {
    StatusRuntimeException last = null;
    for (int attempt = 0; attempt < MOST; attempt++) {
      if (attempt > 0) {
        LockSupport.parkNanos(FIRST_PAUSE << (2 * (attempt - 1)));
      }
      try {
        return call.within(attempt == 0 ? deadline : deadline.multipliedBy(PATIENCE));
      } catch (StatusRuntimeException failure) {
        last = failure;
        boolean late = failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED;
        boolean away = failure.getStatus().getCode() == Status.Code.UNAVAILABLE;
        if (!server.alive() || !(away || (late && attempt == 0))) {
          break;
        }
      }
    }
    throw failures.of(doing, last);
  }
}
