package org.pollex.policies.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import org.pollex.sim.server.Address;

/** Whether anything listens at an address, whatever it speaks. */
public enum Reach {
  /** Something does. */
  ANSWERS,
  /** The machine is there and says that nothing does. */
  REFUSED,
  /** No answer, or no way to the machine. */
  SILENT;

  private static final int PATIENCE_MILLIS = 5000;

  /**
   * Returns if something listens at the address of a policy's server.
   *
   * @throws EndpointLostException when nothing does
   */
  public static void require(Address address) {
    if (of(address) != ANSWERS) {
      throw EndpointLostException.at(address, "it does not answer", null);
    }
  }

  /** Knocks once. */
  static Reach of(Address address) {
    try {
      switch (address) {
        case Address.Unix unix -> {
          try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(unix.socket()));
          }
        }
        case Address.Tcp tcp -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), PATIENCE_MILLIS);
          }
        }
      }
      return ANSWERS;
    } catch (ConnectException refused) {
      return REFUSED;
    } catch (IOException nobody) {
      return address instanceof Address.Unix ? REFUSED : SILENT;
    }
  }
}
