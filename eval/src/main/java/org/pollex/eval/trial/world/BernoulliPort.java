package org.pollex.eval.trial.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.hardware.world.WorldPort;

/** The slots of a {@link BernoulliWorld}: they count steps, and success is what is commanded. */
final class BernoulliPort implements WorldPort {
  private static final int LONGEST = 1_000_000;
  private static final long STEP_NANOS = 100_000_000L;

  private final int[] steps;
  private final Map<String, TaskSpec> tasks = new LinkedHashMap<>();

  BernoulliPort(int slots, List<String> tasks) {
    this.steps = new int[slots];
    tasks.forEach(task -> this.tasks.put(task, task(task)));
  }

  static TaskSpec task(String id) {
    Box everywhere = new Box(new Vec3(-1, -1, -1), new Vec3(1, 1, 1));
    return new TaskSpec(id, id, LONGEST, everywhere, List.of(), List.of());
  }

  @Override
  public WorldInfo info() {
    return BernoulliWorld.INFO;
  }

  @Override
  public int slots() {
    return steps.length;
  }

  @Override
  public ActionSpec actionSpec() {
    return BernoulliWorld.ACTIONS;
  }

  @Override
  public ObservationSpec observationSpec() {
    return BernoulliWorld.STREAMS;
  }

  @Override
  public Map<String, TaskSpec> tasks() {
    return tasks;
  }

  @Override
  public StepBatch reset(int[] slots, List<InitialCondition> conditions) {
    for (int slot : slots) {
      steps[slot] = 0;
    }
    return answer(slots, new boolean[slots.length]);
  }

  @Override
  public List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess) {
    int[] slots = actions.slots();
    boolean[] success = new boolean[slots.length];
    for (int row = 0; row < slots.length; row++) {
      steps[slots[row]]++;
      success[row] = actions.value(row, 0, 0) == BernoulliWorld.SUCCEED;
    }
    return List.of(answer(slots, success));
  }

  private StepBatch answer(int[] slots, boolean[] success) {
    int[] count = new int[slots.length];
    long[] stamps = new long[slots.length];
    for (int row = 0; row < slots.length; row++) {
      count[row] = steps[slots[row]];
      stamps[row] = STEP_NANOS * count[row];
    }
    Map<String, Tensor> streams =
        Map.of(
            BernoulliWorld.COMMAND_POSITION,
            Tensor.ofDoubles(new double[3 * slots.length], slots.length, 3));
    return new StepBatch(
        slots.clone(),
        count,
        stamps,
        streams,
        new double[slots.length],
        new boolean[slots.length],
        new boolean[slots.length],
        success,
        Map.of());
  }

  @Override
  public void close() {}
}
