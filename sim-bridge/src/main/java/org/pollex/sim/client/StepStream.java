package org.pollex.sim.client;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.pollex.sim.v1.SimulationGrpc;
import org.pollex.sim.v1.StepChunkReply;
import org.pollex.sim.v1.StepChunkRequest;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;

/**
 * One open StepStream call, for servers elsewhere: a request, then its answer, without the cost of
 * a call per step. Chunks are calls of their own.
 *
 * <p>The network thread leaves the answer in a field and wakes the one caller. After an error the
 * stream is over; a new one is opened and the request repeated with its sequence number.
 */
final class StepStream implements ClientResponseObserver<StepRequest, StepReply>, StepLink {
  private final SimulationGrpc.SimulationBlockingStub calls;
  private ClientCallStreamObserver<StepRequest> requests;
  private volatile Thread caller;
  private volatile StepReply answer;
  private volatile StatusRuntimeException failure;

  private StepStream(SimulationGrpc.SimulationBlockingStub calls) {
    this.calls = calls;
  }

  static StepStream open(Channel channel) {
    StepStream stream = new StepStream(SimulationGrpc.newBlockingStub(channel));
    SimulationGrpc.newStub(channel).stepStream(stream);
    return stream;
  }

  @Override
  public StepChunkReply stepChunk(StepChunkRequest request, Duration within) {
    return Deadlines.limited(calls, within).stepChunk(request);
  }

  @Override
  public StepReply step(StepRequest request, Duration within) {
    answer = null;
    caller = Thread.currentThread();
    if (failure == null) {
      requests.onNext(request);
    }
    long end = System.nanoTime() + within.toNanos();
    while (answer == null && failure == null) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw giveUp(Status.DEADLINE_EXCEEDED.withDescription("no answer in time"));
      }
      if (caller.isInterrupted()) {
        throw giveUp(Status.CANCELLED.withDescription("interrupted"));
      }
      LockSupport.parkNanos(this, left);
    }
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  @Override
  public boolean ended() {
    return failure != null;
  }

  private StatusRuntimeException giveUp(Status why) {
    failure = why.asRuntimeException();
    close();
    return failure;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<StepRequest> stream) {
    requests = stream;
  }

  @Override
  public void onNext(StepReply reply) {
    answer = reply;
    LockSupport.unpark(caller);
  }

  @Override
  public void onError(Throwable error) {
    failure = Status.fromThrowable(error).asRuntimeException();
    LockSupport.unpark(caller);
  }

  @Override
  public void onCompleted() {
    onError(Status.UNAVAILABLE.withDescription("the server closed the stream").asException());
  }

  @Override
  public void close() {
    requests.cancel("closed by the client", null);
  }
}
