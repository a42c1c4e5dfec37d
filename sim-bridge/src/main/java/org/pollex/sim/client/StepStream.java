package org.pollex.sim.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.pollex.sim.v1.SimulationGrpc;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;

/**
 * One open StepStream call: a request, then its answer, without the cost of a call per step.
 *
 * <p>The network thread leaves the answer in a field and wakes the one caller. After an error the
 * stream is over; a new one is opened and the request repeated with its sequence number.
 */
final class StepStream implements ClientResponseObserver<StepRequest, StepReply>, AutoCloseable {
  private ClientCallStreamObserver<StepRequest> requests;
  private volatile Thread caller;
  private volatile StepReply answer;
  private volatile StatusRuntimeException failure;

  static StepStream open(SimulationGrpc.SimulationStub stub) {
    StepStream stream = new StepStream();
    stub.stepStream(stream);
    return stream;
  }

  /** Sends a request and waits for its answer. */
  StepReply exchange(StepRequest request, Duration deadline) {
    answer = null;
    caller = Thread.currentThread();
    if (failure == null) {
      requests.onNext(request);
    }
    long end = System.nanoTime() + deadline.toNanos();
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

  /** Returns true when the stream takes no more requests. */
  boolean ended() {
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
