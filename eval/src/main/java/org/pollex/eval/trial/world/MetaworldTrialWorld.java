package org.pollex.eval.trial.world;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.sim.client.CatalogEntry;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.metaworld.MetaworldBackend;
import org.pollex.sim.metaworld.OfficialGoals;

/** Meta-World as a trial's world; initial conditions are official goals of {@code MT1(task)}. */
public final class MetaworldTrialWorld implements TrialWorld {
  private static final String SAMPLER = "MT1";

  private final MetaworldBackend metaworld;

  /** Takes over a connection, and closes it. */
  public MetaworldTrialWorld(MetaworldBackend metaworld) {
    this.metaworld = metaworld;
  }

  /** Opens a world on a server that is started for it. */
  public static TrialWorld start() {
    return new MetaworldTrialWorld(Metaworld.start());
  }

  @Override
  public WorldInfo info() {
    return metaworld.describe().info();
  }

  @Override
  public ActionSpec actionSpec() {
    return metaworld.describe().action();
  }

  @Override
  public ObservationSpec observationSpec() {
    return metaworld.describe().offered();
  }

  @Override
  public Map<String, TaskSpec> tasks(List<String> names) {
    Map<String, TaskSpec> known = new LinkedHashMap<>();
    metaworld.catalog().stream()
        .map(CatalogEntry::spec)
        .forEach(task -> known.put(task.id(), task));
    Map<String, TaskSpec> chosen = new LinkedHashMap<>();
    metaworld.tasks().resolve(String.join(",", names)).forEach(id -> chosen.put(id, known.get(id)));
    return chosen;
  }

  @Override
  public List<InitialCondition> sample(String benchmark, String task, long seed, int count) {
    if (!benchmark.equals(SAMPLER)) {
      throw BadInputException.unknownName("benchmark", benchmark, List.of(SAMPLER));
    }
    if (seed != (int) seed) {
      throw new BadInputException(
          "seed " + seed + " of the initial conditions", "Allowed: whole numbers of 32 bits.");
    }
    return OfficialGoals.of(metaworld, task, (int) seed, count);
  }

  @Override
  public WorldBatch open(Collection<String> tasks, Collection<String> streams, int slots) {
    return metaworld.open(List.copyOf(tasks), slots, List.copyOf(streams));
  }

  @Override
  public void close() {
    metaworld.close();
  }
}
