package org.pollex.eval.trial.world;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;

/**
 * The lab's own robot, run by the lab's own stack: nothing is simulated or commanded here, an
 * operator enters the outcomes. Any name is a task; initial conditions are scenes with numbers, for
 * which the lab has its own reference images.
 */
public final class ManualWorld implements TrialWorld {
  /** The world's name in plans. */
  public static final String NAME = "manual";

  /** Times are kept in tenths of a second. */
  private static final int PER_SECOND = 10;

  @Override
  public WorldInfo info() {
    return new WorldInfo(NAME, true, NAME, Map.of());
  }

  @Override
  public ActionSpec actionSpec() {
    return new ActionSpec(
        ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
        "world",
        List.of(new ActionSpec.Channel("none", "m", 1, -1, 1)),
        PER_SECOND);
  }

  @Override
  public ObservationSpec observationSpec() {
    return new ObservationSpec(List.of());
  }

  @Override
  public Map<String, TaskSpec> tasks(List<String> names) {
    Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    names.forEach(name -> tasks.put(name, BernoulliPort.task(name)));
    return tasks;
  }

  @Override
  public List<InitialCondition> sample(String benchmark, String task, long seed, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new InitialCondition(task, new double[] {i}, task + ", scene " + i))
        .toList();
  }

  @Override
  public WorldBatch open(Collection<String> tasks, Collection<String> streams, int slots) {
    throw new BadInputException(
        "the world '" + NAME + "' runs nothing by itself",
        "Its outcomes are entered: pollex trial run FOLDER asks for them.");
  }

  @Override
  public void close() {}
}
