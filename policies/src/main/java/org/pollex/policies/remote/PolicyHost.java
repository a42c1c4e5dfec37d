package org.pollex.policies.remote;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.policies.remote.v1.PolicyHostGrpc;
import org.pollex.policies.remote.v1.Turn;
import org.pollex.policies.remote.v1.TurnReply;

/** Serves policies on a Unix socket. */
public final class PolicyHost implements AutoCloseable {
  /** A cloud of 10⁵ points for each of 100 sessions; larger turns are refused. */
  static final int MAX_MESSAGE = 256 << 20;

  private final Path socket;
  private final EventLoopGroup loop;
  private final Server server;

  private PolicyHost(Path socket, EventLoopGroup loop, Server server) {
    this.socket = socket;
    this.loop = loop;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param socket path of the socket file, in a folder that only this user can enter
   */
  public static PolicyHost listen(Path socket, PolicySource source) {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Server server =
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .maxInboundMessageSize(MAX_MESSAGE)
            .addService(new Service(source))
            .build();
    try {
      return new PolicyHost(socket, loop, server.start());
    } catch (IOException e) {
      loop.shutdownGracefully();
      throw StorageFailure.writing(socket, e);
    }
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
    server.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
