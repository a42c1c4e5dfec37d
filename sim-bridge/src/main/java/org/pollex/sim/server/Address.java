package org.pollex.sim.server;

import java.nio.file.Path;
import org.pollex.errors.BadInputException;

/** Where a server listens: {@code unix:PATH} or {@code HOST:PORT}. */
public sealed interface Address {
  /** A socket file on this machine. */
  record Unix(Path socket) implements Address {
    @Override
    public String toString() {
      return "unix:" + socket;
    }
  }

  /** A TCP port; the project's own server listens on the loopback interface alone. */
  record Tcp(String host, int port) implements Address {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * Reads an address as the command line gives it.
   *
   * @throws BadInputException when the text is neither form
   */
  static Address parse(String text) {
    if (text.startsWith("unix:") && text.length() > "unix:".length()) {
      return new Unix(Path.of(text.substring("unix:".length())));
    }
    int colon = text.lastIndexOf(':');
    if (colon > 0) {
      String host = text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 0 && port <= 65535) {
          return new Tcp(host, port);
        }
      } catch (NumberFormatException ignored) {
        // Falls through to the one message for every malformed address.
      }
    }
    throw new BadInputException(
        "'" + text + "' is not the address of a server",
        "Allowed: HOST:PORT (port 0 to 65535) or unix:PATH, for example 127.0.0.1:50051.");
  }
}
