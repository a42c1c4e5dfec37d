package org.pollex.ros.ros1.xmlrpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.pollex.errors.PollexException;

/** Answers calls by HTTP POST on one address. */
public final class XmlRpcServer implements AutoCloseable {
  /** Longest call, bytes. */
  static final int MOST_BYTES = 4 << 20;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Methods methods;

  /** What the server can do. */
  public interface Methods {
    /**
     * Answers one call.
     *
     * @throws PollexException or {@link IllegalArgumentException} with what the caller is told
     */
    Object call(String method, List<Object> arguments);
  }

  /**
   * Starts a server.
   *
   * @param bind the address to listen on
   * @param port 0 for any
   */
  public XmlRpcServer(InetAddress bind, int port, Methods methods) throws IOException {
    this.methods = methods;
    http = HttpServer.create(new InetSocketAddress(bind, port), 0);
    http.createContext("/", this::answer);
    http.setExecutor(threads);
    http.start();
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (request.length > MOST_BYTES) {
        exchange.sendResponseHeaders(413, -1);
        return;
      }
      byte[] answer = answer(request);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] answer(byte[] request) {
    try {
      XmlRpcReader.Call call = XmlRpcReader.call(request);
      return XmlRpcWriter.answer(methods.call(call.method(), call.arguments()));
    } catch (IOException
        | PollexException
        | IllegalArgumentException
        | ClassCastException
        | IndexOutOfBoundsException e) {
      return XmlRpcWriter.fault(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }
}
