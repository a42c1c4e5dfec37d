/**
 * Many worlds in this process: {@link org.pollex.mujoco.worlds.WorldGroup} steps them together
 * through the safety gate, on {@link org.pollex.mujoco.worlds.StepThreads}, into memory of the
 * caller ({@link org.pollex.mujoco.worlds.BatchMemory}) that tensors wrap without a copy.
 *
 * <p>What a world's task is, a {@link org.pollex.mujoco.worlds.SteppedWorld} says.
 */
package org.pollex.mujoco.worlds;
