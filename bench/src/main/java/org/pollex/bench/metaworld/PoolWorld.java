package org.pollex.bench.metaworld;

import java.util.List;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.safety.ApprovedBlock;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.metaworld.Benchmark;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.task.Info;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.worlds.BatchMemory;
import org.pollex.mujoco.worlds.SteppedWorld;

/** One environment of the pool; its episodes have the goals of MT1, seed 42, by turns. */
final class PoolWorld implements SteppedWorld {
  private static final int SEED = 42;

  private final MetaworldEnv env;
  private final List<Benchmark.Goal> goals;
  private final SafetyGate gate;
  private final Box box;
  private int nextGoal;
  private final float[] action = new float[MetaworldEnv.ACTION];
  private final double[] observation = new double[MetaworldEnv.OBSERVATION];
  private final double[] info = new double[Info.KEYS.size()];

  PoolWorld(TaskSpec task, int index, SceneModels models, SafetyGate gate) {
    env = new MetaworldEnv(task, models.of(task), RewardVersion.V2, false);
    goals = Benchmark.goals("MT1", task.id(), "train", SEED);
    this.gate = gate;
    box = new Box(Vec3.of(task.commandLow(), 0), Vec3.of(task.commandHigh(), 0));
    nextGoal = index;
  }

  @Override
  public void reset(BatchMemory memory, int world) {
    gate.beginEpisode(world, box);
    env.reset(goals.get(nextGoal++ % goals.size()).randVec(), observation);
    observeCommand(world);
    memory.observation(world, observation);
  }

  @Override
  public int step(ApprovedBlock actions, BatchMemory memory, int world) {
    for (int i = 0; i < action.length; i++) {
      action[i] = actions.value(world, i);
    }
    memory.reward(world, env.step(action, 0, observation));
    observeCommand(world);
    memory.observation(world, observation);
    env.info().write(info, 0);
    for (int i = 0; i < info.length; i++) {
      memory.info(world, i, info[i]);
    }
    int flags = env.info().success() ? BatchMemory.SUCCESS : 0;
    return env.steps() >= MetaworldEnv.HORIZON ? flags | BatchMemory.TRUNCATED : flags;
  }

  private void observeCommand(int world) {
    DoubleArray command = data().mocapPos();
    gate.observe(world, command.get(0), command.get(1), command.get(2));
  }

  @Override
  public MjData data() {
    return env.scene().data();
  }

  @Override
  public void close() {
    env.close();
  }
}
