package org.pollex.mujoco.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.Scenes;
import org.pollex.mujoco.worlds.WorldGroup.AutoReset;

/** Pools of threads do not disturb each other, on one model. */
class TwoPoolsTest {
  private static final int WORLDS = 6;
  private static final int STEPS = 200;

  @Test
  void twoPoolsAtOnceComputeWhatOneComputes() throws Exception {
    try (MjModel model = MjModel.parse(Scenes.ARM);
        ExecutorService callers = Executors.newFixedThreadPool(2)) {
      byte[] alone = steps(model);
      Callable<byte[]> job = () -> steps(model);
      for (Future<byte[]> beside : callers.invokeAll(List.of(job, job))) {
        assertEquals(
            -1, MemorySegment.ofArray(alone).mismatch(MemorySegment.ofArray(beside.get())));
      }
    }
  }

  /** The observations after the last step, byte for byte. */
  private static byte[] steps(MjModel model) {
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(2, false)) {
      BatchMemory memory = ArmWorld.memory(arena, WORLDS);
      try (WorldGroup group =
          new WorldGroup(
              world -> new ArmWorld(model),
              memory,
              arena,
              pool,
              ArmWorld.gate(WORLDS),
              AutoReset.SAME_STEP)) {
        group.reset();
        for (int step = 0; step < STEPS; step++) {
          group.step();
        }
        return memory.observations().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      }
    }
  }
}
