package org.pollex.ros.ros1.xmlrpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Calls the methods of a master or a node. */
public final class XmlRpcClient {
  /** Longest answer, bytes: a parameter tree may hold a robot's model. */
  static final int MOST_BYTES = 16 << 20;

  private final URI server;
  private final int timeoutMillis;

  /** A client of the server at {@code server}; no call takes longer than {@code timeout}. */
  public XmlRpcClient(URI server, Duration timeout) {
    this.server = server;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  /** Returns where the server is. */
  public URI server() {
    return server;
  }

  /**
   * Calls a method.
   *
   * @throws IOException if the server cannot be reached, refuses, or answers what is no XML-RPC
   */
  public Object call(String method, Object... arguments) throws IOException {
    byte[] body = XmlRpcWriter.call(method, List.of(arguments));
    HttpURLConnection connection = (HttpURLConnection) server.toURL().openConnection();
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setDoOutput(true);
    connection.setInstanceFollowRedirects(false);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "text/xml");
    try {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      try (InputStream in = connection.getInputStream()) {
        byte[] answer = in.readNBytes(MOST_BYTES + 1);
        if (answer.length > MOST_BYTES) {
          throw new IOException(method + " of " + server + " answers more than " + MOST_BYTES);
        }
        return XmlRpcReader.answer(answer);
      }
    } catch (IOException e) {
      throw new IOException(method + " of " + server + " failed: " + e.getMessage(), e);
    }
  }
}
