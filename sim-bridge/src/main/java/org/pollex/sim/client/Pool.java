package org.pollex.sim.client;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;
import org.pollex.sim.v1.ClosePoolRequest;
import org.pollex.sim.v1.CreatePoolReply;
import org.pollex.sim.v1.RenderReply;
import org.pollex.sim.v1.RenderRequest;
import org.pollex.sim.v1.ResetReply;
import org.pollex.sim.v1.ResetRequest;
import org.pollex.sim.v1.RestoreReply;
import org.pollex.sim.v1.RestoreRequest;
import org.pollex.sim.v1.SimulationGrpc;
import org.pollex.sim.v1.SnapshotRequest;
import org.pollex.sim.v1.StepChunkReply;
import org.pollex.sim.v1.StepChunkRequest;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;

/**
 * A pool on the server and the number of its last call.
 *
 * <p>Every call that moves the pool carries the next number; repeating it after a lost answer is
 * safe, for the server executes each number once. A call that the server refused used no number.
 * After any other failure nobody knows what happened: the pool then refuses further calls.
 */
final class Pool implements AutoCloseable {
  private static final Set<Status.Code> DID_NOTHING =
      EnumSet.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.ABORTED);

  private final SimulationGrpc.SimulationBlockingStub calls;
  private final Supplier<StepLink> links;
  private final Attempts attempts;
  private final CreatePoolReply description;
  private final Lease lease;
  private long lastSeq;
  private StepLink link;
  private boolean lost;

  Pool(
      SimulationGrpc.SimulationBlockingStub calls,
      Supplier<StepLink> links,
      Attempts attempts,
      CreatePoolReply description) {
    this.calls = calls;
    this.links = links;
    this.attempts = attempts;
    this.description = description;
    this.lease = new Lease(calls, description.getPoolId(), description.getLeaseSeconds());
  }

  CreatePoolReply description() {
    return description;
  }

  ResetReply reset(ResetRequest.Builder request) {
    ResetRequest next = request.setPoolId(description.getPoolId()).setSeq(lastSeq + 1).build();
    int busiest = Math.ceilDiv(next.getConditionsCount(), Math.max(1, description.getWorkers()));
    return numbered("resetting", Deadlines.reset(busiest), within -> calls(within).reset(next));
  }

  StepReply step(StepRequest.Builder request, int slots) {
    StepRequest next = request.setPoolId(description.getPoolId()).setSeq(lastSeq + 1).build();
    return numbered("stepping", Deadlines.step(slots, 1), within -> openLink().step(next, within));
  }

  StepChunkReply stepChunk(StepChunkRequest.Builder request, int slots, int steps) {
    StepChunkRequest next = request.setPoolId(description.getPoolId()).setSeq(lastSeq + 1).build();
    return numbered(
        "stepping", Deadlines.step(slots, steps), within -> openLink().stepChunk(next, within));
  }

  RestoreReply restore(RestoreRequest.Builder request) {
    RestoreRequest next = request.setPoolId(description.getPoolId()).setSeq(lastSeq + 1).build();
    return numbered(
        "restoring a state",
        Deadlines.reset(next.getSlotsCount()),
        within -> calls(within).restore(next));
  }

  List<ByteString> snapshot(List<Integer> slots) {
    SnapshotRequest request =
        SnapshotRequest.newBuilder()
            .setPoolId(description.getPoolId())
            .addAllSlots(slots)
            .setWantStates(true)
            .build();
    return attempts.run(
        "taking a snapshot",
        Deadlines.reset(slots.size()),
        within -> calls(within).snapshot(request).getStatesList());
  }

  RenderReply render(RenderRequest.Builder request) {
    RenderRequest next = request.setPoolId(description.getPoolId()).build();
    int frames = next.getSlotsCount() * next.getCamerasCount() * next.getChannelsCount();
    return attempts.run(
        "rendering", Deadlines.render(frames), within -> calls(within).render(next));
  }

  private <R> R numbered(String doing, Duration deadline, Attempts.Call<R> call) {
    if (lost) {
      throw new RunFailedException(
          "the state of this world is unknown since a call to the simulation server failed",
          "Close it and open it again; episodes that had not ended start anew.");
    }
    try {
      R reply = attempts.run(doing, deadline, call);
      lastSeq++;
      return reply;
    } catch (PollexException failed) {
      lost =
          !(failed.getCause() instanceof StatusRuntimeException cause
              && DID_NOTHING.contains(cause.getStatus().getCode()));
      throw failed;
    }
  }

  private SimulationGrpc.SimulationBlockingStub calls(Duration within) {
    return Deadlines.limited(calls, within);
  }

  private StepLink openLink() {
    if (link == null || link.ended()) {
      link = links.get();
    }
    return link;
  }

  @Override
  public void close() {
    lease.close();
    if (link != null) {
      link.close();
    }
    try {
      calls(Deadlines.QUICK)
          .closePool(ClosePoolRequest.newBuilder().setPoolId(description.getPoolId()).build());
    } catch (StatusRuntimeException ignored) {
      // The server is gone, or ends the pool with its lease.
    }
  }
}
