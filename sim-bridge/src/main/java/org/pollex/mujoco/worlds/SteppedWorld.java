package org.pollex.mujoco.worlds;

import org.pollex.hardware.safety.ApprovedBlock;
import org.pollex.mujoco.MjData;

/**
 * One world of a {@link WorldGroup}: a task over an {@link MjData}. Called by one thread at a time,
 * not always the same.
 */
public interface SteppedWorld extends AutoCloseable {
  /**
   * Starts an episode and writes its first observation.
   *
   * @param memory tables to write to, in row {@code world}
   */
  void reset(BatchMemory memory, int world);

  /**
   * Executes this world's approved action and writes observation, reward and info.
   *
   * @return flags of {@link BatchMemory}: SUCCESS, TERMINATED, TRUNCATED
   */
  int step(ApprovedBlock actions, BatchMemory memory, int world);

  /** Returns the physics; the group looks there for divergence. */
  MjData data();

  @Override
  void close();
}
