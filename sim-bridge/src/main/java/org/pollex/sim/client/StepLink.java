package org.pollex.sim.client;

import java.time.Duration;
import org.pollex.sim.v1.StepChunkReply;
import org.pollex.sim.v1.StepChunkRequest;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;

/**
 * An open way for one pool's steps, used by one thread at a time. Failures are {@link
 * io.grpc.StatusRuntimeException} whichever way it is.
 */
sealed interface StepLink extends AutoCloseable permits StepLane, StepStream {
  /** Sends a step and waits for its answer. */
  StepReply step(StepRequest request, Duration within);

  /** Sends a chunk of steps and waits for its answer. */
  StepChunkReply stepChunk(StepChunkRequest request, Duration within);

  /** Returns true when nothing more can be sent; another link is opened then. */
  boolean ended();

  @Override
  void close();
}
