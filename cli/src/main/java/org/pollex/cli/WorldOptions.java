package org.pollex.cli;

import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.sim.metaworld.MetaworldBackend;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which world a verb runs in, shared by all verbs that run in one. */
final class WorldOptions {
  @Option(
      names = "--world",
      defaultValue = "metaworld",
      paramLabel = "WORLD",
      description = "World to run in (default: ${DEFAULT-VALUE}).")
  private String world;

  @Mixin private BackendOptions backend;

  @Option(
      names = "--slots",
      defaultValue = "8",
      paramLabel = "N",
      description = "Episodes that run side by side (default: ${DEFAULT-VALUE}).")
  private int slots;

  /** Starts or attaches to the simulator. */
  MetaworldBackend open() {
    if (!world.equals("metaworld")) {
      throw BadInputException.unknownName("world", world, List.of("metaworld"));
    }
    if (slots < 1 || slots > 256) {
      throw new BadInputException("--slots " + slots, "Allowed: 1 to 256.");
    }
    return backend.open();
  }

  /** Returns the number of slots, never more than there is work for. */
  int slots(int episodes) {
    return Math.min(slots, episodes);
  }
}
