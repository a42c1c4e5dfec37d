package org.pollex.ros.rtps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.function.Consumer;
import org.pollex.errors.RunFailedException;

/**
 * Two sockets on one address: the domain's multicast group, and this participant's own port. Each
 * has a thread that receives; packets are handed on one at a time.
 */
final class UdpTransport implements AutoCloseable {
  private static final int BUFFER = 1 << 22;

  private final InetAddress address;
  private final Faults faults;
  private final DatagramChannel group;
  private final DatagramChannel own;
  private final InetSocketAddress receivesAt;
  private final Object oneAtATime = new Object();
  private volatile boolean closed;

  /** What a test may do to packets. */
  interface Faults {
    /** No faults. */
    Faults NONE = () -> false;

    /** Whether the next packet is lost. */
    boolean lose();
  }

  private UdpTransport(
      InetAddress address, Faults faults, DatagramChannel group, DatagramChannel own)
      throws IOException {
    this.address = address;
    this.faults = faults;
    this.group = group;
    this.own = own;
    this.receivesAt = (InetSocketAddress) own.getLocalAddress();
  }

  /** Binds both sockets; nothing is received until {@link #start}. */
  static UdpTransport open(int domain, InetAddress address, Faults faults) {
    InetSocketAddress multicast = Ports.multicast(domain);
    DatagramChannel group = null;
    DatagramChannel own = null;
    try {
      NetworkInterface network = NetworkInterface.getByInetAddress(address);
      if (network == null) {
        throw new IOException("no interface of this machine has it");
      }
      group = DatagramChannel.open(StandardProtocolFamily.INET);
      group.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (group.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        group.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      // Bound to the group's address, the socket takes nothing that was sent to another.
      group.bind(multicast);
      group.join(multicast.getAddress(), network);
      own = bindOwn(domain, address);
      own.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
      own.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      return new UdpTransport(address, faults, group, own);
    } catch (IOException e) {
      closeQuietly(group);
      closeQuietly(own);
      throw new RunFailedException(
          "domain "
              + domain
              + " cannot be joined on "
              + address.getHostAddress()
              + ": "
              + e.getMessage(),
          "Give another interface, or check with 'ip address' that it is up.",
          e);
    }
  }

  private static DatagramChannel bindOwn(int domain, InetAddress address) throws IOException {
    IOException last = null;
    for (int i = 0; i < Ports.PARTICIPANTS; i++) {
      DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
      try {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
        channel.bind(Ports.unicast(address, domain, i));
        return channel;
      } catch (IOException taken) {
        channel.close();
        last = taken;
      }
    }
    throw new IOException("all " + Ports.PARTICIPANTS + " ports of the domain are taken", last);
  }

  /** Starts receiving. */
  void start(Consumer<ByteBuffer> receiver) {
    for (DatagramChannel channel : List.of(group, own)) {
      Thread.ofPlatform()
          .daemon()
          .name("rtps-" + (channel == group ? "group" : "own"))
          .start(() -> receive(channel, receiver));
    }
  }

  private void receive(DatagramChannel channel, Consumer<ByteBuffer> receiver) {
    ByteBuffer packet = ByteBuffer.allocateDirect(1 << 16);
    while (!closed) {
      try {
        packet.clear();
        InetSocketAddress from = (InetSocketAddress) channel.receive(packet);
        packet.flip();
        if (from != null && trusted(from) && !faults.lose()) {
          synchronized (oneAtATime) {
            receiver.accept(packet);
          }
        }
      } catch (ClosedChannelException end) {
        return;
      } catch (IOException refused) {
        // An earlier packet found no listener at its address; the next may.
      }
    }
  }

  /** On loopback nothing is taken from outside, whoever else has joined the group. */
  private boolean trusted(InetSocketAddress from) {
    return !address.isLoopbackAddress() || Reach.isOwn(from.getAddress());
  }

  /** Sends a packet; what the network does not take is lost, as any packet may be. */
  void send(ByteBuffer packet, InetSocketAddress to) {
    if (closed || to == null || faults.lose()) {
      return;
    }
    try {
      own.send(packet, to);
    } catch (IOException lost) {
      // Like a packet that was lost on the way: reliable writers and discovery say it again.
    }
  }

  /** Returns this participant's own address and port. */
  InetSocketAddress receivesAt() {
    return receivesAt;
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(group);
    closeQuietly(own);
  }

  private static void closeQuietly(DatagramChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException done) {
      // It is closed all the same.
    }
  }
}
