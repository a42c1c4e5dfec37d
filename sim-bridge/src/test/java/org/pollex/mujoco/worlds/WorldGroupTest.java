package org.pollex.mujoco.worlds;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.safety.UnsafeCommandException;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MuJoCo;
import org.pollex.mujoco.Scenes;
import org.pollex.mujoco.worlds.WorldGroup.AutoReset;

/** Worlds step together as each would alone, and losses stay where they happen. */
class WorldGroupTest {
  private static MjModel model;

  @BeforeAll
  static void loadModel() {
    model = MjModel.parse(Scenes.ARM);
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  private static void draw(BatchMemory memory, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < memory.worlds(); i++) {
      memory.actions().setAtIndex(JAVA_FLOAT, i, (float) random.nextDouble(-1.5, 1.5));
    }
  }

  @Test
  void aGroupStepsEachWorldAsAlone() {
    double[] together = rollout(17, 2);
    assertArrayEquals(together, rollout(17, 1), 0);
    // Two pools at once do not disturb each other.
    double[][] both = new double[2][];
    Thread other = new Thread(() -> both[0] = rollout(17, 2));
    other.start();
    both[1] = rollout(17, 3);
    try {
      other.join();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    assertArrayEquals(together, both[0], 0);
    assertArrayEquals(together, both[1], 0);
  }

  private static double[] rollout(int worlds, int threads) {
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(threads, threads == 2)) {
      BatchMemory memory = ArmWorld.memory(arena, worlds);
      try (WorldGroup group = group(memory, arena, pool, AutoReset.NONE)) {
        group.reset();
        for (int step = 0; step < ArmWorld.LENGTH; step++) {
          draw(memory, step);
          group.step();
        }
        assertThrows(BadInputException.class, group::step);
      }
      return memory.observations().toArray(JAVA_DOUBLE);
    }
  }

  private static WorldGroup group(
      BatchMemory memory, Arena arena, StepThreads pool, AutoReset autoReset) {
    return new WorldGroup(
        world -> new ArmWorld(model),
        memory,
        arena,
        pool,
        ArmWorld.gate(memory.worlds()),
        autoReset);
  }

  @Test
  void autoResetFollowsItsMode() {
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(2, false)) {
      BatchMemory same = ArmWorld.memory(arena, 3);
      BatchMemory next = ArmWorld.memory(arena, 3);
      try (WorldGroup sameStep = group(same, arena, pool, AutoReset.SAME_STEP);
          WorldGroup nextStep = group(next, arena, pool, AutoReset.NEXT_STEP)) {
        sameStep.reset();
        nextStep.reset();
        for (int step = 0; step < ArmWorld.LENGTH; step++) {
          draw(same, step);
          draw(next, step);
          sameStep.step();
          nextStep.step();
        }
        assertEquals(BatchMemory.TRUNCATED | BatchMemory.RESET, same.flags(1));
        assertEquals(BatchMemory.TRUNCATED, next.flags(1));
        assertArrayEquals(
            next.observations().toArray(JAVA_DOUBLE),
            same.lastObservations().toArray(JAVA_DOUBLE),
            0);
        assertEquals(0, same.observations().getAtIndex(JAVA_DOUBLE, 0));
        nextStep.step();
        assertEquals(BatchMemory.RESET, next.flags(1));
        assertEquals(0, next.reward(1));
        assertEquals(0, next.observations().getAtIndex(JAVA_DOUBLE, 0));
      }
    }
  }

  @Test
  void badNumbersAreRefusedAndStepNothing() {
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(2, false)) {
      BatchMemory memory = ArmWorld.memory(arena, 4);
      try (WorldGroup group = group(memory, arena, pool, AutoReset.SAME_STEP)) {
        group.reset();
        draw(memory, 1);
        memory.actions().setAtIndex(JAVA_FLOAT, 2, Float.NaN);
        UnsafeCommandException refused = assertThrows(UnsafeCommandException.class, group::step);
        assertEquals(2, refused.slot());
        assertEquals(0, group.world(0).data().time());
        assertThrows(IllegalStateException.class, arena::close, "the group holds its memory");
      }
      assertThrows(
          BadInputException.class,
          () ->
              new BatchMemory(
                  4,
                  memory.actions(),
                  memory.observations(),
                  memory.lastObservations(),
                  memory.rewards().asSlice(8),
                  memory.flags(),
                  memory.info()));
    }
  }

  @Test
  void aLostWorldIsReplacedAndTheOthersGoOn() {
    long fatal = MuJoCo.fatalErrors();
    MjModel cramped = MjModel.parse(Scenes.pile(32, "40K"));
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(2, false)) {
      BatchMemory memory = ArmWorld.memory(arena, 5);
      boolean[] made = new boolean[5];
      try (WorldGroup group =
          new WorldGroup(
              world -> {
                boolean first = !made[world];
                made[world] = true;
                return new ArmWorld(first && world == 3 ? cramped : model);
              },
              memory,
              arena,
              pool,
              ArmWorld.gate(5),
              AutoReset.SAME_STEP)) {
        // The cramped world meets its fatal error as soon as it computes contacts.
        group.reset();
        for (int step = 0; step < 10 && group.replaced() == 0; step++) {
          group.step();
        }
        assertEquals(1, group.replaced());
        assertEquals(BatchMemory.LOST | BatchMemory.RESET, memory.flags(3));
        group.step();
        assertEquals(0, memory.flags(3));
        assertTrue(group.world(3).data().time() > 0);
      }
    }
    assertEquals(fatal + 1, MuJoCo.fatalErrors());
    cramped.close();
  }

  @Test
  void divergedPhysicsIsFlagged() {
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(1, false)) {
      BatchMemory memory = ArmWorld.memory(arena, 2);
      try (WorldGroup group = group(memory, arena, pool, AutoReset.NEXT_STEP)) {
        group.reset();
        group.world(1).data().qvel().set(0, Double.POSITIVE_INFINITY);
        group.step();
        assertEquals(0, memory.flags(0));
        assertEquals(BatchMemory.DIVERGED, memory.flags(1));
        group.step();
        assertEquals(BatchMemory.RESET, memory.flags(1));
        group.step();
        assertEquals(0, memory.flags(1));
      }
    }
  }

  @Test
  void aWorldWithoutRoomForItsContactsIsFlagged() {
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(1, false);
        MjModel narrow = MjModel.parse(Scenes.pile(32, "100K"))) {
      BatchMemory memory = ArmWorld.memory(arena, 2);
      try (WorldGroup group =
          new WorldGroup(
              world -> new ArmWorld(world == 1 ? narrow : model),
              memory,
              arena,
              pool,
              ArmWorld.gate(2),
              AutoReset.NEXT_STEP)) {
        group.reset();
        group.step();
        assertEquals(0, memory.flags(0));
        assertEquals(BatchMemory.DIVERGED, memory.flags(1));
        group.step();
        assertEquals(BatchMemory.RESET, memory.flags(1));
        assertEquals(0, group.replaced());
      }
    }
  }

  @Test
  void stepsAllocateNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (LeasedArena arena = new LeasedArena();
        StepThreads pool = new StepThreads(1, false)) {
      BatchMemory memory = ArmWorld.memory(arena, 8);
      try (WorldGroup group = group(memory, arena, pool, AutoReset.SAME_STEP)) {
        group.reset();
        draw(memory, 3);
        long[] bytes = new long[1];
        IntConsumer measure = ignored -> bytes[0] = threads.getCurrentThreadAllocatedBytes();
        long grown = Long.MAX_VALUE;
        // The interpreter boxes segments; compiled code does not. Wait until all is compiled.
        for (int round = 0; round < 60 && grown > 0; round++) {
          pool.forEach(1, measure);
          long worker = bytes[0];
          long caller = threads.getCurrentThreadAllocatedBytes();
          for (int step = 0; step < 500; step++) {
            group.step();
          }
          grown = threads.getCurrentThreadAllocatedBytes() - caller;
          pool.forEach(1, measure);
          grown += bytes[0] - worker;
        }
        assertEquals(0, grown, "bytes in 500 steps of 8 worlds");
      }
    }
  }

  @Test
  void memoryCannotBeFreedWhileATensorHoldsIt() {
    LeasedArena arena = new LeasedArena();
    BatchMemory memory = ArmWorld.memory(arena, 1);
    java.nio.ByteBuffer wrapped = memory.observations().asByteBuffer();
    assertTrue(wrapped.isDirect());
    LeasedArena.Lease lease = arena.lease();
    assertThrows(IllegalStateException.class, arena::close);
    memory.observations().set(JAVA_DOUBLE, 0, 0.25);
    assertEquals(0.25, wrapped.order(java.nio.ByteOrder.nativeOrder()).getDouble(0));
    lease.close();
    lease.close();
    arena.close();
    assertThrows(IllegalStateException.class, () -> wrapped.getDouble(0));
    assertThrows(IllegalStateException.class, arena::lease);
  }
}
