package org.pollex.policies.remote;

import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import org.pollex.policies.remote.v1.PolicyHostGrpc;
import org.pollex.policies.remote.v1.Turn;
import org.pollex.policies.remote.v1.TurnReply;
import org.pollex.sim.server.Address;

/** Serves policies on a Unix socket. */
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
    return new PolicyHost(
        socket, Listener.open(new Address.Unix(socket), MAX_MESSAGE, List.of(new Service(source))));
  }

  private static final class Service extends PolicyHostGrpc.PolicyHostImplBase {
    private final PolicySource source;

    Service(PolicySource source) {
      this.source = source;
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
