package org.pollex.eval.trial;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.StreamSpec.Privilege;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.hardware.world.WorldPort;

/** The slots of a {@link CoinWorld}. */
final class CoinPort implements WorldPort {
  static final int HORIZON = 25;
  static final String PHYSICS = "coin-physics-1";

  static final ActionSpec ACTIONS =
      new ActionSpec(
          ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
          "world",
          List.of(
              new ActionSpec.Channel("bet", "m", 0.01, -1, 1),
              new ActionSpec.Channel("dy", "m", 0.01, -1, 1),
              new ActionSpec.Channel("dz", "m", 0.01, -1, 1)),
          80);

  static final ObservationSpec STREAMS =
      new ObservationSpec(
          List.of(
              stream("ee_pos", DType.F64, List.of(3), Privilege.NONE, false),
              stream("command_pos", DType.F64, List.of(3), Privilege.NONE, false),
              stream("secret", DType.F64, List.of(2), Privilege.SIMULATOR, false),
              stream("cloud_points", DType.F32, List.of(4, 3), Privilege.NONE, true),
              stream("cloud_labels", DType.U8, List.of(4), Privilege.NONE, true)));

  static final Map<String, TaskSpec> TASKS = Map.of("heads", task("heads"), "tails", task("tails"));

  private final int slots;
  private final long stepNanos;
  private final int[] steps;
  private final InitialCondition[] conditions;

  /** Tells whether the next reset to a condition fails. */
  private final Predicate<InitialCondition> failingResets;

  private final String physics;

  CoinPort(int slots, long stepNanos, Predicate<InitialCondition> failingResets, String physics) {
    this.physics = physics;
    this.failingResets = failingResets;
    this.slots = slots;
    this.stepNanos = stepNanos;
    this.steps = new int[slots];
    this.conditions = new InitialCondition[slots];
  }

  private static TaskSpec task(String id) {
    Box box = new Box(new Vec3(-1, -1, -1), new Vec3(1, 1, 1));
    return new TaskSpec(id, "flip " + id, HORIZON, box, List.of(0.0, 1.0), List.of(1.0, 20.0));
  }

  private static StreamSpec stream(
      String name, DType type, List<Integer> shape, Privilege privilege, boolean resetOnly) {
    return new StreamSpec(name, type, shape, "", "world", "", privilege, resetOnly);
  }

  @Override
  public WorldInfo info() {
    return new WorldInfo("coin", false, physics, Map.of("coin", "1"));
  }

  @Override
  public int slots() {
    return slots;
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
  public Map<String, TaskSpec> tasks() {
    return TASKS;
  }

  @Override
  public StepBatch reset(int[] reset, List<InitialCondition> initial) {
    for (int i = 0; i < reset.length; i++) {
      steps[reset[i]] = 0;
      conditions[reset[i]] = initial.get(i);
    }
    Map<Integer, String> errors = new LinkedHashMap<>();
    for (int row = 0; row < reset.length; row++) {
      if (failingResets.test(initial.get(row))) {
        errors.put(row, "the coin is stuck");
      }
    }
    return answer(reset, new boolean[reset.length], errors, true);
  }

  @Override
  public List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess) {
    LockSupport.parkNanos(stepNanos);
    int[] moved = actions.slots();
    boolean[] success = new boolean[moved.length];
    for (int row = 0; row < moved.length; row++) {
      double[] parameters = conditions[moved[row]].parameters();
      steps[moved[row]]++;
      success[row] = steps[moved[row]] >= parameters[1] && actions.value(row, 0, 0) > parameters[0];
    }
    return List.of(answer(moved, success, Map.of(), false));
  }

  private StepBatch answer(
      int[] rows, boolean[] success, Map<Integer, String> errors, boolean first) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    double[] position = new double[3 * rows.length];
    double[] secret = new double[2 * rows.length];
    int[] count = new int[rows.length];
    boolean[] truncated = new boolean[rows.length];
    long[] stamps = new long[rows.length];
    for (int row = 0; row < rows.length; row++) {
      count[row] = steps[rows[row]];
      stamps[row] = 12_500_000L * count[row];
      truncated[row] = count[row] >= HORIZON;
      position[3 * row] = 0.001 * count[row];
      System.arraycopy(conditions[rows[row]].parameters(), 0, secret, 2 * row, 2);
    }
    streams.put("ee_pos", Tensor.ofDoubles(position, rows.length, 3));
    streams.put("command_pos", Tensor.ofDoubles(position, rows.length, 3));
    streams.put("secret", Tensor.ofDoubles(secret, rows.length, 2));
    if (first) {
      byte[] labels = new byte[4 * rows.length];
      Arrays.fill(labels, (byte) 1);
      streams.put("cloud_points", Tensor.ofFloats(new float[12 * rows.length], rows.length, 4, 3));
      streams.put("cloud_labels", Tensor.ofBytes(labels, rows.length, 4));
    }
    return new StepBatch(
        rows.clone(),
        count,
        stamps,
        streams,
        new double[rows.length],
        new boolean[rows.length],
        truncated,
        success,
        errors);
  }

  @Override
  public void close() {}
}
