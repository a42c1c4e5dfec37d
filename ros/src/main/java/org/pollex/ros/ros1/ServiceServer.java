package org.pollex.ros.ros1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.ros.ros1.tcpros.ConnectionHeader;
import org.pollex.ros.ros1.tcpros.Frames;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;

/** Answers the calls of one service. Calls of different clients run at the same time. */
public final class ServiceServer implements AutoCloseable {
  private final Ros1Node node;
  private final String name;
  private final ServiceType type;
  private final Handler handler;

  /** What answers a call. */
  public interface Handler {
    /**
     * Answers one.
     *
     * @param responses makes the response's message
     * @throws RuntimeException with what the caller is told, if the call fails
     */
    Message answer(Message request, MessageType responses);
  }

  ServiceServer(Ros1Node node, String name, ServiceType type, Handler handler) {
    this.node = node;
    this.name = name;
    this.type = type;
    this.handler = handler;
  }

  /** Returns the service's name. */
  public String name() {
    return name;
  }

  /** Serves a client: one call, or many if it asked for a persistent connection. */
  void serve(ConnectionHeader header, TcpRosConnection connection) throws IOException {
    String wanted = header.get("md5sum");
    if (!wanted.equals("*") && !wanted.equals(type.md5())) {
      ConnectionHeader.error(
              "service %s is %s with md5sum %s here; %s asks for md5sum %s"
                  .formatted(name, type.name(), type.md5(), header.get("callerid"), wanted))
          .write(connection.out());
      return;
    }
    new ConnectionHeader(
            Map.of(
                "callerid", node.options().name(),
                "type", type.name(),
                "md5sum", type.md5(),
                "request_type", type.name() + "Request",
                "response_type", type.name() + "Response"))
        .write(connection.out());
    if (header.flag("probe")) {
      return;
    }
    UnaryOperator<byte[]> call = calls();
    try {
      do {
        byte[] request = Frames.read(connection.in(), Frames.MOST_BYTES);
        connection.out().write(call.apply(request));
      } while (header.flag("persistent"));
    } catch (EOFException e) {
      // A client that asked for many calls has made its last.
    }
  }

  /** One connection's calls: serialized request to the bytes of the answer. */
  private UnaryOperator<byte[]> calls() {
    MessageCodec requests = type.requestCodec();
    MessageCodec responses = type.responseCodec();
    return request -> {
      try {
        Message answer = handler.answer(requests.decode(request), responses.type());
        return marked(1, responses.encode(answer));
      } catch (RuntimeException e) {
        return marked(0, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private static byte[] marked(int ok, byte[] content) {
    byte[] frame = Frames.of(content);
    byte[] all = new byte[1 + frame.length];
    all[0] = (byte) ok;
    System.arraycopy(frame, 0, all, 1, frame.length);
    return all;
  }

  /** Takes the service back. */
  @Override
  public void close() {
    node.registrations().remove(this);
  }
}
