package org.pollex.policies.remote;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.v1.DescribeRequest;
import org.pollex.policies.remote.v1.Description;
import org.pollex.policies.remote.v1.PolicyHostGrpc;
import org.pollex.policies.remote.v1.Turn;
import org.pollex.policies.remote.v1.TurnReply;
import org.pollex.sim.server.Address;

/** Serves policies on a Unix socket, or at an address. */
public final class PolicyHost implements AutoCloseable {
  /** A cloud of 10⁵ points for each of 100 sessions; larger turns are refused. */
  static final int MAX_MESSAGE = 256 << 20;

  private final Path socket;
  private final Listener listener;

  private PolicyHost(Path socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
  }

  /**
   * Starts to listen.
   *
   * @param socket path of the socket file, in a folder that only this user can enter
   */
  public static PolicyHost listen(Path socket, PolicySource source) {
    return new PolicyHost(socket, listener(new Address.Unix(socket), source));
  }

  /** Starts to listen for whoever can reach an address. */
  public static Listener listener(Address address, PolicySource source) {
    return Listener.open(address, MAX_MESSAGE, List.of(new Service(source)));
  }

  private static final class Service extends PolicyHostGrpc.PolicyHostImplBase {
    private final PolicySource source;

    Service(PolicySource source) {
      this.source = source;
    }

    @Override
    public void describe(DescribeRequest request, StreamObserver<Description> reply) {
      Policy policy = source.open().orElse(null);
      if (policy == null) {
        reply.onError(Status.UNIMPLEMENTED.asRuntimeException());
        return;
      }
      reply.onNext(
          Description.newBuilder()
              .setName(policy.spec().name())
              .addAllStreams(policy.spec().streams())
              .addAllOptionalStreams(policy.spec().optionalStreams())
              .setReadsInstruction(policy.readsInstruction())
              .build());
      reply.onCompleted();
    }

    @Override
    public StreamObserver<Turn> serve(StreamObserver<TurnReply> replies) {
      return new HostedStream(source, replies);
    }
  }

  /** Serves until the process that started this one ends. */
  public void serveUntilParentEnds() {
    HostProcess.endWithParent(socket);
  }

  @Override
  public void close() {
    listener.close();
  }
}
