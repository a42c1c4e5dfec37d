package org.pollex.ros.ros1;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.ros1.tcpros.ConnectionHeader;
import org.pollex.ros.ros1.tcpros.Frames;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;

/** Calls one service; every call looks the service up and connects anew. */
public final class ServiceClient {
  private final Ros1Node node;
  private final String name;
  private final ServiceType type;
  private final MessageCodec requests;
  private final MessageCodec responses;

  ServiceClient(Ros1Node node, String name, ServiceType type) {
    this.node = node;
    this.name = name;
    this.type = type;
    this.requests = type.requestCodec();
    this.responses = type.responseCodec();
  }

  /** Returns the type that requests are made of. */
  public MessageType requests() {
    return requests.type();
  }

  /**
   * Calls the service and waits for its answer.
   *
   * @param timeout longest wait for the connection and for the answer, each
   * @throws RunFailedException if nobody offers it, or if it fails, with its words
   */
  public synchronized Message call(Message request, Duration timeout) {
    try {
      URI where = lookup();
      ConnectionHeader header =
          new ConnectionHeader(
              Map.of(
                  "callerid", node.options().name(),
                  "service", name,
                  "type", type.name(),
                  "md5sum", type.md5()));
      try (TcpRosConnection connection =
          TcpRosConnection.open(where.getHost(), where.getPort(), timeout, header)) {
        ConnectionHeader.readAnswer(connection.in());
        connection.out().write(Frames.of(requests.encode(request)));
        int ok = connection.in().read();
        byte[] answer = Frames.read(connection.in(), Frames.MOST_BYTES);
        if (ok != 1) {
          throw new IOException(new String(answer, StandardCharsets.UTF_8));
        }
        return responses.decode(answer);
      }
    } catch (IOException e) {
      throw new RunFailedException(
          "the call of service " + name + " failed: " + e.getMessage(),
          "Look at the node that offers it: rosservice info " + name,
          e);
    }
  }

  private URI lookup() throws IOException {
    String where = node.master().lookupService(name);
    if (where.isEmpty()) {
      throw new IOException("no node offers it");
    }
    try {
      URI uri = URI.create(where);
      if ("rosrpc".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new IOException("the master says that it is at '" + where + "', no rosrpc://HOST:PORT");
  }
}
