package org.pollex.policies.remote;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pollex.errors.PollexException;
import org.pollex.sim.server.Address;

/**
 * The server of a policy cannot be reached any more. It says nothing about the policy: whatever was
 * under way is to be run again, and never counted as a failure.
 */
public final class EndpointLostException extends PollexException {
  private static final long serialVersionUID = 1L;

  /** What a server that goes away, or a network that does, makes of a call. */
  private static final Set<Status.Code> LOST =
      EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);

  private static final Metadata.Key<String> HOW =
      Metadata.Key.of("pollex-endpoint-lost", Metadata.ASCII_STRING_MARSHALLER);

  /** How far it is gone. */
  private final How how;

  /** How far a server is gone. */
  public enum How {
    /** Its machine says that nothing listens there: its process has ended. */
    PROCESS_ENDED,
    /** Its machine does not answer, or answers by now: the network, or all of the machine. */
    OUT_OF_REACH,
    /** It did not come back while it was waited for. */
    STAYED_AWAY
  }

  private EndpointLostException(How how, String problem, Throwable cause) {
    this(how, problem, "Start it, then run the same command again.", cause);
  }

  EndpointLostException(How how, String problem, String remedy, Throwable cause) {
    super(1, problem, remedy, cause);
    this.how = how;
  }

  /** Looks whether anything listens at the address of a server that was lost. */
  static EndpointLostException at(Address address, String why, Throwable cause) {
    boolean ended = Reach.of(address) == Reach.REFUSED;
    return new EndpointLostException(
        ended ? How.PROCESS_ENDED : How.OUT_OF_REACH,
        "the policy server at " + address + " cannot be reached: " + why,
        cause);
  }

  /** Tells a call that was lost from one that the server refused; empty for the latter. */
  public static Optional<EndpointLostException> in(Address address, RuntimeException failed) {
    Status status = Status.fromThrowable(failed);
    boolean late =
        status.getCode() == Status.Code.DEADLINE_EXCEEDED && Reach.of(address) != Reach.ANSWERS;
    return late || LOST.contains(status.getCode())
        ? Optional.of(at(address, status.toString(), failed))
        : Optional.empty();
  }

  /** Returns how far the server is gone. */
  public How how() {
    return how;
  }

  /** For the client of a host whose policy has lost its server. */
  StatusRuntimeException asStatus() {
    Metadata trailers = new Metadata();
    trailers.put(HOW, how.name());
    String problem = getMessage().lines().findFirst().orElse("");
    return Status.ABORTED.withDescription(problem).asRuntimeException(trailers);
  }

  /** The same on the client's side; empty for any other failure. */
  static Optional<EndpointLostException> from(Throwable failure) {
    Metadata trailers = Status.trailersFromThrowable(failure);
    String how = trailers == null ? null : trailers.get(HOW);
    return how == null
        ? Optional.empty()
        : Optional.of(
            new EndpointLostException(
                How.valueOf(how), Status.fromThrowable(failure).getDescription(), failure));
  }
}
