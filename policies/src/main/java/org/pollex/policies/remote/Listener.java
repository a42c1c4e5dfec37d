package org.pollex.policies.remote;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.sim.server.Address;

/** A gRPC server at an address, with the one network thread that it needs. */
public final class Listener implements AutoCloseable {
  private final Address address;
  private final EventLoopGroup loop;
  private final Server server;

  private Listener(Address address, EventLoopGroup loop, Server server) {
    this.address = address;
    this.loop = loop;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param maxMessage larger messages are refused, bytes
   * @throws BadInputException when the address cannot be bound
   */
  public static Listener open(Address address, int maxMessage, List<BindableService> services) {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    NettyServerBuilder builder =
        switch (address) {
          case Address.Unix unix ->
              NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(unix.socket()))
                  .channelType(NioServerDomainSocketChannel.class);
          case Address.Tcp tcp ->
              NettyServerBuilder.forAddress(new InetSocketAddress(tcp.host(), tcp.port()))
                  .channelType(NioServerSocketChannel.class);
        };
    builder.bossEventLoopGroup(loop).workerEventLoopGroup(loop).maxInboundMessageSize(maxMessage);
    services.forEach(builder::addService);
    try {
      Server server = builder.build().start();
      Address bound =
          address instanceof Address.Tcp tcp
              ? new Address.Tcp(tcp.host(), server.getPort())
              : address;
      return new Listener(bound, loop, server);
    } catch (IOException e) {
      loop.shutdownGracefully();
      throw refused(address, e);
    }
  }

  private static RuntimeException refused(Address address, IOException e) {
    if (address instanceof Address.Unix unix && !Files.exists(unix.socket())) {
      return StorageFailure.writing(unix.socket(), e);
    }
    return new BadInputException(
        "cannot listen at " + address + ": " + e.getMessage(),
        "Give an address of this machine that is free; port 0 takes a free one.",
        e);
  }

  /** Returns where it listens, with the port that was free when port 0 was asked for. */
  public Address address() {
    return address;
  }

  /** Waits until it is closed. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    server.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    if (address instanceof Address.Unix unix) {
      try {
        Files.deleteIfExists(unix.socket());
      } catch (IOException ignored) {
        // A socket file that stays behind is refused by name at the next start.
      }
    }
  }
}
