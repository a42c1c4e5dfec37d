package org.pollex.policies.remote;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.remote.v1.DescribeRequest;
import org.pollex.policies.remote.v1.Description;
import org.pollex.policies.remote.v1.PolicyHostGrpc;
import org.pollex.sim.client.Channels;
import org.pollex.sim.server.Address;

/**
 * A policy of a lab's own stack behind a server that speaks {@code policy.v1}. Each session is a
 * stream of its own, so that sessions may be asked by several threads.
 */
public final class EndpointPolicy implements Policy, EndpointBacked {
  /** For one decision; a trial's own, shorter limit is watched by its host. */
  private static final Duration DECISION_TIMEOUT = Duration.ofMinutes(10);

  private static final int CALL_SECONDS = 60;

  private final Address address;
  private final Channels channels;
  private final String handle;
  private final Description description;

  private EndpointPolicy(
      Address address, Channels channels, String handle, Description description) {
    this.address = address;
    this.channels = channels;
    this.handle = handle;
    this.description = description;
  }

  /**
   * Connects to a server.
   *
   * @param handle which of its policies; may be empty
   * @throws EndpointLostException when nothing listens there
   * @throws RunFailedException when it does not say what it is
   */
  public static EndpointPolicy connect(Address address, String handle) {
    Channels channels = Channels.open(address, PolicyHost.MAX_MESSAGE);
    try {
      Description description =
          PolicyHostGrpc.newBlockingStub(channels.channel())
              .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
              .describe(DescribeRequest.newBuilder().setPolicy(handle).build());
      return new EndpointPolicy(address, channels, handle, description);
    } catch (StatusRuntimeException failed) {
      channels.close();
      throw EndpointLostException.in(address, failed)
          .map(PollexException.class::cast)
          .orElseGet(
              () ->
                  new RunFailedException(
                      "the policy server at %s does not say what it is: %s"
                          .formatted(address, failed.getStatus()),
                      "Start it, and check that it speaks policy.v1; one of lbm_eval's interface is"
                          + " remote:HOST:PORT?protocol=lbm.",
                      failed));
    }
  }

  @Override
  public PolicySpec spec() {
    return new PolicySpec(
        description.getName(),
        "remote",
        description.getStreamsList(),
        description.getOptionalStreamsList());
  }

  @Override
  public boolean readsInstruction() {
    return description.getReadsInstruction();
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    PolicyConnection stream = PolicyConnection.in(channels, spec().allStreams(), DECISION_TIMEOUT);
    return new EndpointSession(stream, (RemoteSession) stream.policy(handle).reset(task, first));
  }

  @Override
  public void requireReachable() {
    Reach.require(address);
  }

  /** Tells a server that was lost from a policy that failed. */
  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (RunFailedException failed) {
      throw EndpointLostException.in(address, failed)
          .<PollexException>map(lost -> lost)
          .orElse(failed);
    }
  }

  @Override
  public void close() {
    channels.close();
  }

  /** A session whose note is read: this side may know what the policy says of its episode. */
  private final class EndpointSession implements Session {
    private final PolicyConnection stream;
    private final RemoteSession session;
    private EndpointNote note;

    EndpointSession(PolicyConnection stream, RemoteSession session) {
      this.stream = stream;
      this.session = session;
    }

    @Override
    public Decision act(Observation observation) {
      Decision decision = asked(() -> session.act(observation.only(spec().allStreams())));
      return decision instanceof Decision.Act ? decision : note().decision();
    }

    @Override
    public Map<String, Object> diagnostics() {
      return note().diagnostics();
    }

    private EndpointNote note() {
      if (note == null) {
        note = EndpointNote.parse((byte[]) asked(session::diagnostics).get(RemoteSession.NOTE));
        stream.close();
      }
      return note;
    }
  }
}
