package org.pollex.sim.client;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.pollex.sim.v1.KeepAliveRequest;
import org.pollex.sim.v1.SimulationGrpc;

/** Tells the server three times in each lease that the pool's client still lives. */
final class Lease implements AutoCloseable {
  private final Thread keeper;

  Lease(SimulationGrpc.SimulationBlockingStub calls, String pool, int leaseSeconds) {
    KeepAliveRequest request = KeepAliveRequest.newBuilder().setPoolId(pool).build();
    Duration pause = Duration.ofSeconds(Math.max(3, leaseSeconds)).dividedBy(3);
    keeper = Thread.ofVirtual().name("pollex-sim-lease").start(() -> keep(calls, request, pause));
  }

  private static void keep(
      SimulationGrpc.SimulationBlockingStub calls, KeepAliveRequest request, Duration pause) {
    while (true) {
      try {
        Thread.sleep(pause);
        Deadlines.limited(calls, pause).keepAlive(request);
      } catch (InterruptedException closed) {
        return;
      } catch (StatusRuntimeException ignored) {
        // Whoever uses the pool next meets the same trouble, and reports it.
      }
      if (Thread.interrupted()) {
        return;
      }
    }
  }

  @Override
  public void close() {
    keeper.interrupt();
  }
}
