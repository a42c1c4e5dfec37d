package org.pollex.eval.trial.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.StreamSpec.Privilege;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;

/**
 * A world without physics for rehearsals and for the calibration of plans. Any name is a task;
 * {@link BernoulliPolicy} decides when a rollout succeeds.
 */
public final class BernoulliWorld implements TrialWorld {
  /** The world's name in plans. */
  public static final String NAME = "bernoulli";

  /** A policy that commands this much on every channel has succeeded. */
  static final float SUCCEED = 1;

  static final String COMMAND_POSITION = "command_pos";

  static final WorldInfo INFO = new WorldInfo(NAME, false, "bernoulli 1", Map.of(NAME, "1"));

  static final ActionSpec ACTIONS =
      new ActionSpec(
          ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
          "world",
          List.of(channel("dx"), channel("dy"), channel("dz")),
          10);

  static final ObservationSpec STREAMS =
      new ObservationSpec(
          List.of(
              new StreamSpec(
                  COMMAND_POSITION,
                  DType.F64,
                  List.of(3),
                  "m",
                  "world",
                  "",
                  Privilege.NONE,
                  false)));

  private static ActionSpec.Channel channel(String name) {
    return new ActionSpec.Channel(name, "m", 0.01, -1, 1);
  }

  @Override
  public WorldInfo info() {
    return INFO;
  }

  @Override
  public ActionSpec actionSpec() {
    return ACTIONS;
  }

  @Override
  public ObservationSpec observationSpec() {
    return STREAMS;
  }

  @Override
  public Map<String, TaskSpec> tasks(List<String> names) {
    Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    names.forEach(name -> tasks.put(name, BernoulliPort.task(name)));
    return tasks;
  }

  /** Conditions are numbered; nothing depends on them but the seeds of their trials. */
  @Override
  public List<InitialCondition> sample(String benchmark, String task, long seed, int count) {
    return new ArrayList<>(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new InitialCondition(
                        task,
                        new double[] {seed, i},
                        benchmark + "/" + seed + "/" + task + "/" + i))
            .toList());
  }

  @Override
  public WorldBatch open(Collection<String> tasks, Collection<String> streams, int slots) {
    return new WorldBatch(new BernoulliPort(slots, List.copyOf(tasks)), SafetyProfile.metaworld());
  }

  @Override
  public void close() {}
}
