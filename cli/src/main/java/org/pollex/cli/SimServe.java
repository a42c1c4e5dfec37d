package org.pollex.cli;

import java.io.PrintWriter;
import org.pollex.errors.RunFailedException;
import org.pollex.sim.server.Address;
import org.pollex.sim.server.ServerOptions;
import org.pollex.sim.server.SimulationServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pollex sim serve}: a server that others attach to, until it is interrupted. */
@Command(
    name = "serve",
    description = {
      "Runs a simulation server until it is interrupted.",
      "It listens on the loopback interface or a socket file, for programs of this machine alone."
    })
final class SimServe extends Verb<SimServe.Serving> {
  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1:50051",
      description = "HOST:PORT (port 0 = a free one) or unix:PATH (${DEFAULT-VALUE}).")
  private String listen;

  private SimulationServer server;

  record Serving(String address, long pid) {}

  @Override
  protected Serving answer() {
    server = SimulationServer.start(ServerOptions.listeningOn(Address.parse(listen)));
    return new Serving(server.address().toString(), server.pid().orElseThrow());
  }

  @Override
  protected void print(Serving answer, PrintWriter out) {
    out.printf("Serving at %s (process %d). Interrupt to end.%n", answer.address(), answer.pid());
  }

  /** Waits for the end of the server; an interrupted program ends it by its shutdown hook. */
  @Override
  protected int exitCode(Serving answer) {
    try (SimulationServer serving = server) {
      int code = serving.waitFor();
      if (code != 0) {
        throw new RunFailedException("the simulation server ended", serving.diagnosis());
      }
      return code;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }
}
