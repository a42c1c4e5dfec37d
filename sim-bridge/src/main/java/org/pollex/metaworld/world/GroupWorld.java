package org.pollex.metaworld.world;

import java.util.List;
import org.pollex.hardware.safety.ApprovedBlock;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.task.Info;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.worlds.BatchMemory;
import org.pollex.mujoco.worlds.SteppedWorld;

/**
 * One Meta-World environment of a {@link org.pollex.mujoco.worlds.WorldGroup}: rows of 4 actions,
 * 39 observations and 7 numbers of info, written straight into the group's memory. Each reset takes
 * the next of its goals, round and round. Allocates nothing per step.
 */
public final class GroupWorld implements SteppedWorld {
  /** Numbers of info in a row of the group's memory. */
  public static final int INFO = Info.KEYS.size();

  private final MetaworldEnv env;
  private final List<double[]> goals;
  private final boolean endAtSuccess;
  private final float[] action = new float[MetaworldEnv.ACTION];
  private final double[] observation = new double[MetaworldEnv.OBSERVATION];
  private final double[] info = new double[INFO];
  private int next;

  /**
   * Takes over an environment.
   *
   * @param goals initial conditions of its task
   * @param first index of the goal to begin with
   * @param endAtSuccess whether the first success terminates an episode
   */
  public GroupWorld(MetaworldEnv env, List<double[]> goals, int first, boolean endAtSuccess) {
    this.env = env;
    this.goals = List.copyOf(goals);
    this.next = first;
    this.endAtSuccess = endAtSuccess;
  }

  @Override
  public void reset(BatchMemory memory, int world) {
    env.reset(goals.get(next), observation);
    next = (next + 1) % goals.size();
    write(memory, world);
  }

  @Override
  public int step(ApprovedBlock actions, BatchMemory memory, int world) {
    for (int i = 0; i < action.length; i++) {
      action[i] = actions.value(world, i);
    }
    memory.reward(world, env.step(action, 0, observation));
    write(memory, world);
    boolean success = env.info().success();
    int flags = success ? BatchMemory.SUCCESS : 0;
    if (success && endAtSuccess) {
      flags |= BatchMemory.TERMINATED;
    }
    return env.steps() == MetaworldEnv.HORIZON ? flags | BatchMemory.TRUNCATED : flags;
  }

  private void write(BatchMemory memory, int world) {
    memory.observation(world, observation);
    env.info().write(info, 0);
    for (int i = 0; i < INFO; i++) {
      memory.info(world, i, info[i]);
    }
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
