package org.pollex.sim.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to start a simulation server.
 *
 * @param python interpreter to use; empty = the project's own environment
 * @param listen where to listen; empty = a socket file in a private temporary folder (a free
 *     loopback port on systems without epoll)
 * @param startTimeout how long the server may take until it is ready
 */
public record ServerOptions(
    Optional<Path> python, Optional<Address> listen, Duration startTimeout) {
  /** A private server for this process alone. */
  public static ServerOptions ownSocket() {
    return new ServerOptions(Optional.empty(), Optional.empty(), Duration.ofSeconds(60));
  }

  /** A server that others may attach to. */
  public static ServerOptions listeningOn(Address address) {
    return new ServerOptions(Optional.empty(), Optional.of(address), Duration.ofSeconds(60));
  }

  /** The same with another interpreter. */
  public ServerOptions withPython(Path interpreter) {
    return new ServerOptions(Optional.of(interpreter), listen, startTimeout);
  }
}
