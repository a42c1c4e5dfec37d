package org.pollex.mujoco.worlds;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.ApprovedBlock;
import org.pollex.mujoco.MjMemoryException;

/**
 * N worlds in this process, of one or several models, stepped together through the safety gate.
 *
 * <p>A step takes the actions from the caller's memory, has the gate approve all or none, and lets
 * the threads step the worlds, which write into the caller's memory: nothing is allocated and
 * nothing is locked. A world that a fatal error took is replaced and flagged; one whose physics
 * diverged is flagged.
 */
public final class WorldGroup implements AutoCloseable {
  /** When the episode of a world that ended starts anew. */
  public enum AutoReset {
    /** In the step that ended it: the row holds the new episode's first observation. */
    SAME_STEP,
    /** In the next step, whose action is not executed. */
    NEXT_STEP,
    /** Never; stepping a group with an ended world is refused until it is reset. */
    NONE
  }

  private final SteppedWorld[] worlds;
  private final IntFunction<SteppedWorld> factory;
  private final BatchMemory memory;
  private final StepThreads threads;
  private final ActionGate gate;
  private final ApprovedBlock approved;
  private final AutoReset autoReset;
  private final LeasedArena.Lease lease;
  private final IntConsumer stepOne = this::stepOne;
  private final IntConsumer resetOne = this::resetOne;
  private long replaced;

  /**
   * Makes the worlds.
   *
   * @param factory makes world k; called again for a world that was lost
   * @param memory tables of the caller; in a {@link LeasedArena} they are held until {@link #close}
   * @param arena the arena of the tables
   * @param threads stay the caller's
   * @param gate a gate for as many slots as the memory has rows
   */
  public WorldGroup(
      IntFunction<SteppedWorld> factory,
      BatchMemory memory,
      Arena arena,
      StepThreads threads,
      ActionGate gate,
      AutoReset autoReset) {
    this.factory = factory;
    this.memory = memory;
    this.threads = threads;
    this.gate = gate;
    this.approved = gate.newBlock();
    this.autoReset = autoReset;
    this.worlds = new SteppedWorld[memory.worlds()];
    this.lease = arena instanceof LeasedArena leased ? leased.lease() : null;
    refill(threads.forEach(worlds.length, world -> worlds[world] = factory.apply(world)));
  }

  /** Returns the number of worlds. */
  public int size() {
    return worlds.length;
  }

  /** Returns a world. */
  public SteppedWorld world(int world) {
    return worlds[world];
  }

  /** Returns the tables. */
  public BatchMemory memory() {
    return memory;
  }

  /** Returns how many worlds were lost to fatal errors and replaced. */
  public long replaced() {
    return replaced;
  }

  /** Starts an episode in every world. */
  public void reset() {
    checkOpen();
    refill(threads.forEach(worlds.length, resetOne));
  }

  /** Starts an episode in one world. */
  public void reset(int world) {
    checkOpen();
    if (!threads.forEach(1, ignored -> resetOne(world)).isEmpty()) {
      replace(world);
    }
  }

  /**
   * Executes one action in every world.
   *
   * @throws org.pollex.hardware.safety.UnsafeCommandException when the gate refuses an action; no
   *     world was stepped then
   */
  public void step() {
    checkOpen();
    if (autoReset == AutoReset.NONE) {
      refuseEnded();
    }
    gate.approve(memory.actions(), approved);
    refill(threads.forEach(worlds.length, stepOne));
  }

  private void resetOne(int world) {
    worlds[world].reset(memory, world);
    memory.flags(world, BatchMemory.RESET);
  }

  private void stepOne(int world) {
    if (autoReset == AutoReset.NEXT_STEP && (memory.flags(world) & BatchMemory.ENDED) != 0) {
      resetOne(world);
      memory.reward(world, 0);
      return;
    }
    SteppedWorld stepped = worlds[world];
    int flags = physics(stepped, world);
    if (autoReset == AutoReset.SAME_STEP && (flags & BatchMemory.ENDED) != 0) {
      memory.keepLast(world);
      stepped.reset(memory, world);
      flags |= BatchMemory.RESET;
    }
    memory.flags(world, flags);
  }

  private int physics(SteppedWorld stepped, int world) {
    try {
      int flags = stepped.step(approved, memory, world);
      return stepped.data().health().sound() ? flags : flags | BatchMemory.DIVERGED;
    } catch (MjMemoryException crowdedWithinTheStep) {
      return BatchMemory.DIVERGED;
    }
  }

  private void refuseEnded() {
    for (int world = 0; world < worlds.length; world++) {
      if ((memory.flags(world) & BatchMemory.ENDED) != 0) {
        throw new BadInputException(
            "world " + world + " was stepped after its episode ended", "Reset it first.");
      }
    }
  }

  private void refill(List<StepThreads.Lost> lost) {
    for (StepThreads.Lost one : lost) {
      replace(one.world());
    }
  }

  /** Puts a new world, in a new episode, where one was lost. */
  private void replace(int world) {
    replaced++;
    if (worlds[world] != null) {
      worlds[world].close();
    }
    List<StepThreads.Lost> again =
        threads.forEach(
            1,
            ignored -> {
              worlds[world] = factory.apply(world);
              worlds[world].reset(memory, world);
            });
    if (!again.isEmpty()) {
      throw new RunFailedException(
          "world " + world + " cannot be made again: " + again.getFirst().message(),
          "Its model needs more <size memory>, or its reset fails always.");
    }
    memory.reward(world, 0);
    memory.flags(world, BatchMemory.LOST | BatchMemory.RESET);
  }

  private void checkOpen() {
    if (worlds[0] == null) {
      throw new IllegalStateException("this group of worlds is closed");
    }
  }

  @Override
  public void close() {
    for (int world = 0; world < worlds.length; world++) {
      if (worlds[world] != null) {
        worlds[world].close();
        worlds[world] = null;
      }
    }
    if (lease != null) {
      lease.close();
    }
  }
}
