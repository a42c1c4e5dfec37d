package org.pollex.cli;

import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.world.MetaworldTrialWorld;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.eval.trial.world.TrialWorlds;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.server.Address;
import picocli.CommandLine.Option;

/** Which simulation server a trial uses. */
final class TrialWorldOptions {
  @Option(
      names = "--sim",
      paramLabel = "ADDRESS",
      description =
          "Use a simulation server that runs already (HOST:PORT or unix:PATH) instead of starting one.")
  private String address;

  TrialWorld open(String world) {
    if (address == null) {
      return TrialWorlds.open(world);
    }
    if (!world.equals(Metaworld.BACKEND)) {
      throw new BadInputException(
          "--sim given for the world '" + world + "'",
          "Allowed for: " + Metaworld.BACKEND + ". Leave it out for other worlds.");
    }
    return new MetaworldTrialWorld(Metaworld.attach(Address.parse(address)));
  }
}
