package org.pollex.cli;

import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.server.Address;
import picocli.CommandLine.Option;

/** The option of verbs that ask a simulation server: a running one, or one of their own. */
final class SimServerChoice {
  @Option(
      names = "--sim",
      paramLabel = "ADDRESS",
      description =
          "Use a simulation server that runs already (HOST:PORT or unix:PATH) instead of starting one.")
  private String address;

  Metaworld open() {
    return address == null ? Metaworld.start() : Metaworld.attach(Address.parse(address));
  }
}
