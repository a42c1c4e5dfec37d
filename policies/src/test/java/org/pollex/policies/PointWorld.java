package org.pollex.policies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.hardware.world.WorldPort;

/** A point that goes where it is told; success when it is within 1 cm of the goal. */
public final class PointWorld implements WorldPort {
  private static final int HORIZON = 100;

  private final int slots;
  private final Map<Integer, Vec3> position = new HashMap<>();
  private final Map<Integer, Vec3> goal = new HashMap<>();
  private final Map<Integer, Integer> steps = new HashMap<>();

  /** Creates a world with so many slots. */
  public PointWorld(int slots) {
    this.slots = slots;
  }

  @Override
  public WorldInfo info() {
    return new WorldInfo("point", false, "", Map.of());
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public ActionSpec actionSpec() {
    List<ActionSpec.Channel> channels = new ArrayList<>();
    for (String name : List.of("dx", "dy", "dz")) {
      channels.add(new ActionSpec.Channel(name, "m", 0.01, -1, 1));
    }
    return new ActionSpec(ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION, "world", channels, 80);
  }

  @Override
  public ObservationSpec observationSpec() {
    return new ObservationSpec(
        List.of(
            stream("command_pos", StreamSpec.Privilege.NONE),
            stream("goal", StreamSpec.Privilege.GOAL)));
  }

  private static StreamSpec stream(String name, StreamSpec.Privilege privilege) {
    return new StreamSpec(name, DType.F64, List.of(3), "m", "world", "xyz", privilege, false);
  }

  @Override
  public Map<String, TaskSpec> tasks() {
    Box box = new Box(new Vec3(-1, -1, -1), new Vec3(1, 1, 1));
    return Map.of("go", new TaskSpec("go", "go there", HORIZON, box, List.of(-1.0), List.of(1.0)));
  }

  @Override
  public StepBatch reset(int[] reset, List<InitialCondition> conditions) {
    for (int i = 0; i < reset.length; i++) {
      position.put(reset[i], Vec3.ZERO);
      goal.put(reset[i], Vec3.of(conditions.get(i).parameters(), 0));
      steps.put(reset[i], 0);
    }
    return answer(reset);
  }

  @Override
  public List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess) {
    int[] stepped = actions.slots();
    for (int row = 0; row < stepped.length; row++) {
      float[] action = actions.action(row, 0);
      Vec3 delta = new Vec3(action[0], action[1], action[2]).times(0.01);
      position.merge(stepped[row], delta, Vec3::plus);
      steps.merge(stepped[row], 1, Integer::sum);
    }
    return List.of(answer(stepped));
  }

  private StepBatch answer(int[] rows) {
    int n = rows.length;
    int[] taken = new int[n];
    double[] positions = new double[3 * n];
    double[] goals = new double[3 * n];
    boolean[] success = new boolean[n];
    boolean[] truncated = new boolean[n];
    for (int i = 0; i < n; i++) {
      taken[i] = steps.get(rows[i]);
      System.arraycopy(position.get(rows[i]).toArray(), 0, positions, 3 * i, 3);
      System.arraycopy(goal.get(rows[i]).toArray(), 0, goals, 3 * i, 3);
      success[i] = position.get(rows[i]).distance(goal.get(rows[i])) < 0.01;
      truncated[i] = taken[i] >= HORIZON;
    }
    Map<String, Tensor> streams = new LinkedHashMap<>();
    streams.put("command_pos", Tensor.ofDoubles(positions, n, 3));
    streams.put("goal", Tensor.ofDoubles(goals, n, 3));
    return new StepBatch(
        rows,
        taken,
        new long[n],
        streams,
        new double[n],
        new boolean[n],
        truncated,
        success,
        Map.of());
  }

  @Override
  public void close() {}
}
