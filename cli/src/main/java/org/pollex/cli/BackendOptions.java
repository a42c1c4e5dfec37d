package org.pollex.cli;

import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.metaworld.world.NativeMetaworld;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.metaworld.MetaworldBackend;
import org.pollex.sim.server.Address;
import picocli.CommandLine.Option;

/**
 * Where Meta-World runs: in this process, or on a simulation server, one's own or a running one.
 */
final class BackendOptions {
  private static final String GRPC = "grpc";
  private static final String NATIVE = "native";

  @Option(
      names = "--sim",
      paramLabel = "ADDRESS",
      description =
          "Use a simulation server that runs already (HOST:PORT or unix:PATH) instead of starting one.")
  private String address;

  @Option(
      names = "--backend",
      defaultValue = GRPC,
      paramLabel = "BACKEND",
      description =
          "native: MuJoCo in this process, faster; grpc: a simulation server. Same seed, same"
              + " episodes (default: ${DEFAULT-VALUE}).")
  private String backend;

  /** Whether anything but a server of one's own was asked for. */
  boolean given() {
    return address != null || !backend.equals(GRPC);
  }

  /** The options as words of a command line, for commands that this one runs. */
  List<String> words() {
    return address == null
        ? List.of("--backend", backend)
        : List.of("--backend", backend, "--sim", address);
  }

  /** Whether a server is to be started. */
  boolean startsServer() {
    return !given();
  }

  /** Opens it. */
  MetaworldBackend open() {
    return switch (backend) {
      case GRPC -> address == null ? Metaworld.start() : Metaworld.attach(Address.parse(address));
      case NATIVE -> {
        if (address != null) {
          throw new BadInputException(
              "--sim given with --backend native",
              "Leave one out: --sim names a server, which --backend native does without.");
        }
        yield new NativeMetaworld();
      }
      default -> throw BadInputException.unknownName("backend", backend, List.of(GRPC, NATIVE));
    };
  }
}
