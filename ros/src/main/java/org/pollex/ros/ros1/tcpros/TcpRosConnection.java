package org.pollex.ros.ros1.tcpros;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** One connection and its two streams. Small messages leave at once ({@code TCP_NODELAY}). */
public final class TcpRosConnection implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  TcpRosConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
  }

  /**
   * Connects and introduces itself.
   *
   * @param timeout longest wait for the connection and for the answer
   * @throws IOException if there is nobody, or if the other side refuses, with its words
   */
  public static TcpRosConnection open(
      String host, int port, Duration timeout, ConnectionHeader header) throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      TcpRosConnection connection = new TcpRosConnection(socket);
      header.write(connection.out);
      return connection;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** What arrives. */
  public InputStream in() {
    return in;
  }

  /** What leaves; unbuffered. */
  public OutputStream out() {
    return out;
  }

  /** Sets how long a read waits; zero for ever. */
  public void patience(Duration wait) throws IOException {
    socket.setSoTimeout(Math.toIntExact(wait.toMillis()));
  }

  /** Closes the connection; whoever reads or writes it ends with an {@link IOException}. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, which is what was asked for.
    }
  }
}
