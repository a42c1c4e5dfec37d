package org.pollex.sim.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.sim.server.Address;

/** A gRPC channel to an address, with the one network thread that it needs. */
public final class Channels implements AutoCloseable {
  /** Images and clouds of many slots in one message; larger answers are refused. */
  static final int MAX_MESSAGE = 256 << 20;

  private final ManagedChannel channel;
  private final EventLoopGroup loop;

  private Channels(ManagedChannel channel, EventLoopGroup loop) {
    this.channel = channel;
    this.loop = loop;
  }

  static Channels open(Address address) {
    return open(address, MAX_MESSAGE);
  }

  /**
   * Opens a channel; nothing is sent yet.
   *
   * @param maxMessage larger answers are refused, bytes
   */
  public static Channels open(Address address, int maxMessage) {
    return switch (address) {
      case Address.Unix unix -> openUnix(unix, maxMessage);
      case Address.Tcp tcp ->
          new Channels(
              configured(NettyChannelBuilder.forAddress(tcp.host(), tcp.port()), maxMessage)
                  .build(),
              null);
    };
  }

  private static Channels openUnix(Address.Unix address, int maxMessage) {
    if (!Epoll.isAvailable()) {
      throw new MissingPrerequisiteException(
          "Unix sockets cannot be used from Java on this system",
          "Let the server listen on loopback instead, for example 127.0.0.1:50051.");
    }
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("pollex-sim-io", true), EpollIoHandler.newFactory());
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(address.socket().toFile()))
            .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
            .eventLoopGroup(loop)
            .overrideAuthority("localhost");
    return new Channels(configured(builder, maxMessage).build(), loop);
  }

  private static NettyChannelBuilder configured(NettyChannelBuilder builder, int maxMessage) {
    // Answers are handed over on the network thread: one thread hop less per step.
    return builder.usePlaintext().directExecutor().maxInboundMessageSize(maxMessage);
  }

  /** Returns the channel. */
  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (loop != null) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
