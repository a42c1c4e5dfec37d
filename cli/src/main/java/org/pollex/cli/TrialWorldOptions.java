package org.pollex.cli;

import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.world.MetaworldTrialWorld;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.eval.trial.world.TrialWorlds;
import org.pollex.sim.metaworld.Metaworld;
import picocli.CommandLine.Mixin;

/** Where a trial's world runs. */
final class TrialWorldOptions {
  @Mixin private BackendOptions backend;

  TrialWorld open(String world) {
    if (!backend.given()) {
      return TrialWorlds.open(world);
    }
    if (!world.equals(Metaworld.BACKEND)) {
      throw new BadInputException(
          "--sim or --backend given for the world '" + world + "'",
          "Allowed for: " + Metaworld.BACKEND + ". Leave it out for other worlds.");
    }
    return new MetaworldTrialWorld(backend.open());
  }
}
