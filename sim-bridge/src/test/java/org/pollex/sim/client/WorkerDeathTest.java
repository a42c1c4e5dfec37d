package org.pollex.sim.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.metaworld.Metaworld;

class WorkerDeathTest {
  private static final long SEED = 11;
  private static final int STEPS = 40;

  @Test
  void episodesGoOnBitByBitAfterWorkersAreKilled() {
    try (Metaworld metaworld = Metaworld.start()) {
      List<StepBatch> undisturbed = rollout(metaworld, false);
      List<StepBatch> disturbed = rollout(metaworld, true);
      for (int i = 0; i < STEPS; i++) {
        String step = "step " + i + ", seed " + SEED;
        assertEquals(undisturbed.get(i).streams(), disturbed.get(i).streams(), step);
        assertEquals(undisturbed.get(i).errors(), disturbed.get(i).errors(), step);
      }
    }
  }

  private static List<StepBatch> rollout(Metaworld metaworld, boolean kill) {
    int[] slots = {0, 1, 2};
    List<InitialCondition> goals = metaworld.goals("MT1", "push-v3", 42, slots.length);
    PoolOptions options =
        Metaworld.options(List.of("push-v3"), slots.length, List.of("state39")).withWorkers(2);
    try (WorldBatch world = Metaworld.gated(metaworld.client().open(options))) {
      world.reset(slots, goals);
      Random random = new Random(SEED);
      List<StepBatch> seen = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        if (kill && (i == 13 || i == 29)) {
          killWorkers(metaworld);
        }
        float[][] actions = new float[slots.length][4];
        for (float[] action : actions) {
          for (int j = 0; j < action.length; j++) {
            action[j] = 2 * random.nextFloat() - 1;
          }
        }
        seen.add(world.step(ActionBatch.single(slots, actions)));
      }
      return seen;
    }
  }

  /** Kills every process below the server's front process. */
  private static void killWorkers(Metaworld metaworld) {
    ProcessHandle front = ProcessHandle.of(metaworld.server().pid().orElseThrow()).orElseThrow();
    List<ProcessHandle> workers = front.descendants().toList();
    assertFalse(workers.isEmpty(), "no worker processes found");
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
