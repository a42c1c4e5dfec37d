package org.pollex.sim.conformance;

import io.grpc.Channel;
import java.util.concurrent.TimeUnit;
import org.pollex.sim.v1.InitialCondition;
import org.pollex.sim.v1.SimulationGrpc;
import org.pollex.sim.v1.SimulationGrpc.SimulationBlockingStub;

/**
 * A server under test.
 *
 * @param channel how to reach it
 * @param backend which of its simulators to use
 * @param start a valid initial condition
 * @param stepStream a stream of every step that changes when something moves
 */
public record ServerSubject(
    Channel channel, String backend, InitialCondition start, String stepStream) {
  /** Returns a stub whose next call may take a minute. */
  SimulationBlockingStub calls() {
    return SimulationGrpc.newBlockingStub(channel).withDeadlineAfter(1, TimeUnit.MINUTES);
  }
}
