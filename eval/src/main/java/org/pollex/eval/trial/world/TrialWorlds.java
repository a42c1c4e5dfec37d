package org.pollex.eval.trial.world;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.pollex.errors.BadInputException;
import org.pollex.sim.metaworld.Metaworld;

/** The worlds that plans can name. */
public final class TrialWorlds {
  private static final Map<String, Supplier<TrialWorld>> WORLDS =
      new TreeMap<>(
          Map.of(
              Metaworld.BACKEND, MetaworldTrialWorld::start,
              BernoulliWorld.NAME, BernoulliWorld::new,
              ManualWorld.NAME, ManualWorld::new));

  private TrialWorlds() {}

  /**
   * Opens a world by name, with all that it needs.
   *
   * @throws BadInputException for an unknown name
   */
  public static TrialWorld open(String name) {
    Supplier<TrialWorld> world = WORLDS.get(name);
    if (world == null) {
      throw BadInputException.unknownName("world", name, List.copyOf(WORLDS.keySet()));
    }
    return world.get();
  }
}
