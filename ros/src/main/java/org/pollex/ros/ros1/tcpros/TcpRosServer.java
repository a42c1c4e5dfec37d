package org.pollex.ros.ros1.tcpros;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on one address; each is served on a virtual thread of its own. */
public final class TcpRosServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServerSocket socket;
  private final Guest guest;
  private final Set<TcpRosConnection> connections = ConcurrentHashMap.newKeySet();

  /** What serves a connection; it is closed when this returns. */
  public interface Guest {
    /** Serves one. */
    void serve(ConnectionHeader header, TcpRosConnection connection) throws IOException;
  }

  /** Starts listening on any free port. */
  public TcpRosServer(InetAddress bind, Guest guest) throws IOException {
    this.socket = new ServerSocket(0, 64, bind);
    this.guest = guest;
    Thread.ofVirtual().name("tcpros-accept").start(this::accept);
  }

  /** Returns the port. */
  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        if (connections.size() >= MOST_CONNECTIONS) {
          one.close();
          continue;
        }
        TcpRosConnection connection = new TcpRosConnection(one);
        connections.add(connection);
        Thread.ofVirtual().name("tcpros").start(() -> serve(connection));
      } catch (IOException e) {
        // Closed, or one peer gave up between its knock and our answer.
      }
    }
  }

  private void serve(TcpRosConnection connection) {
    try (connection) {
      connection.patience(PATIENCE);
      ConnectionHeader header = ConnectionHeader.read(connection.in());
      connection.patience(Duration.ZERO);
      guest.serve(header, connection);
    } catch (IOException e) {
      // The peer left or spoke something else; it will come again if it wants.
    } finally {
      connections.remove(connection);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is accepted any more, which is what was asked for.
    }
    connections.forEach(TcpRosConnection::close);
  }
}
