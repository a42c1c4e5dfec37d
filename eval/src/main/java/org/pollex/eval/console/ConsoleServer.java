package org.pollex.eval.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;

/**
 * The console's one listener. Without a token of a paired device there is the page, which holds
 * nothing, and the door; everything else is answered with 401.
 */
final class ConsoleServer implements AutoCloseable {
  /** How long a device stays paired. */
  private static final int TOKEN_SECONDS = 30 * 24 * 3600;

  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Assets assets = new Assets();
  private final Devices devices;
  private final ConsoleRoutes routes;
  private final Optional<byte[]> authority;
  private final String cookie;
  private final boolean encrypted;
  private final PrintWriter log;

  /**
   * Starts to listen.
   *
   * @param tls certificate and key of this machine; plain HTTP without, for loopback only
   * @param authority the certificate, in DER, that devices may install to trust this machine
   */
  ConsoleServer(
      InetSocketAddress address,
      Optional<SSLContext> tls,
      Optional<byte[]> authority,
      Devices devices,
      ConsoleRoutes routes,
      PrintWriter log) {
    this.devices = devices;
    this.routes = routes;
    this.authority = authority;
    this.cookie = "pollex-" + routes.trial();
    this.encrypted = tls.isPresent();
    this.log = log;
    if (!encrypted && !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("plain HTTP beyond loopback");
    }
    boundConnections();
    try {
      if (encrypted) {
        HttpsServer https = HttpsServer.create(address, BACKLOG);
        https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        this.server = https;
      } else {
        this.server = HttpServer.create(address, BACKLOG);
      }
    } catch (BindException taken) {
      throw new BadInputException(
          "cannot listen on "
              + address.getHostString()
              + " port "
              + address.getPort()
              + ": "
              + taken.getMessage(),
          "If another program listens there, choose another --port; --bind takes an address of this"
              + " machine.",
          taken);
    } catch (IOException e) {
      throw new RunFailedException("cannot listen on " + address, "", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Limits of the platform's server, which has them as properties of the process only. */
  private static void boundConnections() {
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.maxRspTime", "120");
    System.setProperty("sun.net.httpserver.maxReqHeaders", "60");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "32768");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "200");
  }

  /** Returns where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = new Request(exchange);
      try {
        answer(request);
      } catch (BadInputException refused) {
        request.json(400, new Messages.Failure(refused.getMessage()));
      } catch (PollexException failed) {
        log.println(failed.getMessage());
        log.flush();
        request.json(500, new Messages.Failure(failed.getMessage()));
      } catch (RuntimeException defect) {
        log.println("The console failed to answer " + request.path() + ": " + defect);
        log.flush();
        request.json(500, new Messages.Failure("The console failed; see where it was started."));
      }
    }
  }

  private void answer(Request request) throws IOException {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads && !request.method().equals("POST")) {
      request.json(405, new Messages.Failure("Allowed: GET, POST."));
      return;
    }
    String path = request.path();
    Optional<Assets.Asset> asset = reads ? assets.find(path) : Optional.empty();
    if (asset.isPresent()) {
      request.header("Cache-Control", "no-cache");
      request.bytes(200, asset.get().type(), asset.get().bytes());
    } else if (reads && path.equals("/ca.crt") && authority.isPresent()) {
      request.bytes(200, "application/x-x509-ca-cert", authority.get());
    } else if (!reads && path.equals("/api/pair")) {
      pair(request);
    } else if (path.startsWith("/api/")) {
      Optional<Devices.Device> device = request.cookie(cookie).flatMap(devices::of);
      if (device.isEmpty()) {
        request.json(401, new Messages.Failure("This device is not paired."));
      } else {
        routes.answer(request, device.get());
      }
    } else {
      request.json(404, new Messages.Failure("Nothing is here."));
    }
  }

  private void pair(Request request) throws IOException {
    Messages.Pairing pairing = request.body(Messages.Pairing.class);
    Optional<Devices.Paired> paired =
        devices.pair(
            pairing.secret() == null ? "" : pairing.secret(),
            pairing.name() == null ? "" : pairing.name());
    if (paired.isEmpty()) {
      request.json(
          403,
          new Messages.Failure(
              "This pairing link was used before, or is too old. Ask for a new one: press Enter"
                  + " where the console was started."));
      return;
    }
    request.header(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(cookie, paired.get().token(), TOKEN_SECONDS, encrypted ? "; Secure" : ""));
    Devices.Device device = paired.get().device();
    log.println("Paired: " + device.name().replaceAll("\\p{Cntrl}", "?") + ", " + role(device));
    log.flush();
    request.json(200, new Messages.Identity(device.name(), device.role(), routes.trial()));
  }

  private static String role(Devices.Device device) {
    return device.role() == Role.OPERATOR ? "operator" : "reviewer";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
