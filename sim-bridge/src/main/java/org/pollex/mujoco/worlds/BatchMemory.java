package org.pollex.mujoco.worlds;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pollex.errors.BadInputException;

/**
 * What a batch of worlds reads and writes, in memory that the caller owns: one row per world in
 * every table, C-contiguous, little-endian, so that a tensor can wrap each without a copy ({@code
 * segment.asByteBuffer()}).
 *
 * @param worlds number of rows
 * @param actions float32 [worlds, action]; written by the caller before a step
 * @param observations float64 [worlds, observation]
 * @param lastObservations float64 [worlds, observation]: where {@link #RESET} is set in a same-step
 *     reset, the last observation of the episode that ended
 * @param rewards float64 [worlds]
 * @param flags int8 [worlds], a sum of the constants of this class
 * @param info float64 [worlds, info], what the worlds tell besides
 */
public record BatchMemory(
    int worlds,
    MemorySegment actions,
    MemorySegment observations,
    MemorySegment lastObservations,
    MemorySegment rewards,
    MemorySegment flags,
    MemorySegment info) {

  /** The task succeeded in this step. */
  public static final int SUCCESS = 1;

  /** The episode ended by the task's own rule. */
  public static final int TERMINATED = 2;

  /** The episode was cut off by its length. */
  public static final int TRUNCATED = 4;

  /** The observation is the first of a new episode. */
  public static final int RESET = 8;

  /** The physics diverged in this episode; its numbers mean nothing from here on. */
  public static final int DIVERGED = 16;

  /** The world was lost to a fatal error of MuJoCo, and replaced by a new one. */
  public static final int LOST = 32;

  /** Flags after which an episode has nothing more to come. */
  public static final int ENDED = TERMINATED | TRUNCATED | DIVERGED | LOST;

  /** Refuses tables whose sizes do not belong together. */
  public BatchMemory {
    require(actions.byteSize() % (4L * worlds) == 0, "actions", actions, worlds);
    require(observations.byteSize() % (8L * worlds) == 0, "observations", observations, worlds);
    require(
        lastObservations.byteSize() == observations.byteSize(),
        "lastObservations",
        lastObservations,
        worlds);
    require(rewards.byteSize() == 8L * worlds, "rewards", rewards, worlds);
    require(flags.byteSize() == worlds, "flags", flags, worlds);
    require(info.byteSize() % (8L * worlds) == 0, "info", info, worlds);
  }

  private static void require(boolean fits, String name, MemorySegment table, int worlds) {
    if (!fits) {
      throw new BadInputException(
          name + " has " + table.byteSize() + " bytes, which do not fit " + worlds + " worlds",
          "Actions are float32 rows, flags one byte a world, everything else float64 rows.");
    }
  }

  /** Allocates all tables. */
  public static BatchMemory allocate(
      Arena arena, int worlds, int action, int observation, int info) {
    if (worlds < 1) {
      throw new BadInputException(worlds + " worlds were asked for", "At least 1 is needed.");
    }
    return new BatchMemory(
        worlds,
        arena.allocate(4L * worlds * action, 64),
        arena.allocate(8L * worlds * observation, 64),
        arena.allocate(8L * worlds * observation, 64),
        arena.allocate(8L * worlds, 64),
        arena.allocate(worlds, 64),
        arena.allocate(8L * worlds * info, 64));
  }

  /** Returns the numbers per observation. */
  public int observationSize() {
    return (int) (observations.byteSize() / (8L * worlds));
  }

  /** Returns the numbers of {@link #info} per world. */
  public int infoSize() {
    return (int) (info.byteSize() / (8L * worlds));
  }

  /** Returns a world's flags. */
  public int flags(int world) {
    return flags.get(JAVA_BYTE, world);
  }

  /** Returns a world's reward. */
  public double reward(int world) {
    return rewards.getAtIndex(JAVA_DOUBLE, world);
  }

  /** Writes an observation, from an array of its size. */
  public void observation(int world, double[] values) {
    int size = observationSize();
    MemorySegment.copy(values, 0, observations, JAVA_DOUBLE, 8L * size * world, size);
  }

  /** Writes one number of {@link #info}. */
  public void info(int world, int column, double value) {
    info.setAtIndex(JAVA_DOUBLE, (long) infoSize() * world + column, value);
  }

  /** Writes a reward. */
  public void reward(int world, double value) {
    rewards.setAtIndex(JAVA_DOUBLE, world, value);
  }

  void flags(int world, int value) {
    flags.set(JAVA_BYTE, world, (byte) value);
  }

  /** Keeps a world's observation as the last of its episode. */
  void keepLast(int world) {
    long bytes = 8L * observationSize();
    MemorySegment.copy(observations, bytes * world, lastObservations, bytes * world, bytes);
  }
}
