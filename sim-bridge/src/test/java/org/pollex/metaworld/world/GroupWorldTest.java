package org.pollex.metaworld.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MuJoCo;
import org.pollex.mujoco.worlds.BatchMemory;
import org.pollex.mujoco.worlds.StepThreads;
import org.pollex.mujoco.worlds.WorldGroup;

/** Worlds that share a model and threads compute what single worlds compute, bit by bit. */
class GroupWorldTest {
  private static final long SEED = System.nanoTime() & 0xffff_ffffL;

  @Test
  void worldsOfOneSceneAreSingleWorlds() {
    compare("stick-pull-v3", 12, 25);
  }

  @Tag("long")
  @Test
  void manyWorldsOfOneSceneAreSingleWorlds() {
    compare("door-open-v3", 256, 60);
  }

  private static void compare(String id, int worlds, int steps) {
    TaskSpec task = Tasks.of(id);
    RandomState random = new RandomState(SEED);
    List<double[]> goals = new ArrayList<>();
    for (int i = 0; i < worlds; i++) {
      goals.add(task.draw(random));
    }
    float[] actions = new float[steps * worlds * MetaworldEnv.ACTION];
    Random drawn = new Random(SEED);
    for (int i = 0; i < actions.length; i++) {
      actions[i] = 3 * (drawn.nextFloat() - 0.5f);
    }
    try (SceneModels models = new SceneModels()) {
      double[][] together = together(models, task, goals, actions, steps);
      for (int world = 0; world < worlds; world++) {
        double[] alone = alone(models, task, goals.get(world), actions, worlds, world, steps);
        assertArrayEquals(alone, together[world], id + " world " + world + ", seed " + SEED);
      }
    }
  }

  private static double[][] together(
      SceneModels models, TaskSpec task, List<double[]> goals, float[] actions, int steps) {
    int worlds = goals.size();
    ActionGate gate =
        SafetyGate.forWorld(SafetyProfile.metaworld(), NativeMetaworld.ACTIONS, worlds, false);
    try (Arena arena = Arena.ofShared();
        StepThreads threads = new StepThreads(2, false)) {
      BatchMemory memory =
          BatchMemory.allocate(
              arena, worlds, MetaworldEnv.ACTION, MetaworldEnv.OBSERVATION, GroupWorld.INFO);
      try (WorldGroup group =
          new WorldGroup(
              world -> new GroupWorld(env(models, task), List.of(goals.get(world)), 0, false),
              memory,
              arena,
              threads,
              gate,
              WorldGroup.AutoReset.NONE)) {
        group.reset();
        int row = worlds * MetaworldEnv.ACTION;
        for (int step = 0; step < steps; step++) {
          for (int i = 0; i < row; i++) {
            memory.actions().setAtIndex(ValueLayout.JAVA_FLOAT, i, actions[step * row + i]);
          }
          group.step();
        }
        double[][] seen = new double[worlds][];
        for (int world = 0; world < worlds; world++) {
          seen[world] = new double[MetaworldEnv.OBSERVATION];
          for (int i = 0; i < MetaworldEnv.OBSERVATION; i++) {
            long at = (long) world * MetaworldEnv.OBSERVATION + i;
            seen[world][i] = memory.observations().getAtIndex(ValueLayout.JAVA_DOUBLE, at);
          }
        }
        assertEquals(0, group.replaced());
        return seen;
      }
    }
  }

  private static double[] alone(
      SceneModels models,
      TaskSpec task,
      double[] goal,
      float[] actions,
      int worlds,
      int world,
      int steps) {
    return MuJoCo.call(
        () -> {
          double[] observation = new double[MetaworldEnv.OBSERVATION];
          try (MetaworldEnv env = env(models, task)) {
            env.reset(goal, observation);
            for (int step = 0; step < steps; step++) {
              float[] clipped = new float[MetaworldEnv.ACTION];
              for (int i = 0; i < clipped.length; i++) {
                int at = (step * worlds + world) * MetaworldEnv.ACTION + i;
                clipped[i] = Math.clamp(actions[at], -1f, 1f);
              }
              env.step(clipped, 0, observation);
            }
          }
          return observation;
        });
  }

  private static MetaworldEnv env(SceneModels models, TaskSpec task) {
    return new MetaworldEnv(task, models.of(task), RewardVersion.V2, false);
  }
}
