/**
 * The 50 tasks of Meta-World v3, one short file each: where things are put, which object the
 * observation tells of, the rewards v2 and v1, what counts as success.
 *
 * <p>{@link org.pollex.metaworld.task.Tasks} lists them. A task's {@link
 * org.pollex.metaworld.task.TaskSpec} says what is known without physics (scene file, bounds of the
 * {@code rand_vec}, boxes); its {@link org.pollex.metaworld.task.Task} lives in one world. What
 * tasks share is in {@link org.pollex.metaworld.task.Shaping} (bounded terms of reward v2), {@link
 * org.pollex.metaworld.task.Caging} and {@link org.pollex.metaworld.task.Pinch} (is the object
 * between the fingers?), {@link org.pollex.metaworld.task.Classic} and {@link
 * org.pollex.metaworld.task.Carry} (reward v1).
 *
 * <p>Formulas and constants are those of the {@code metaworld} 3.1.1 package (MIT licence, see
 * NOTICE); every step of every task is compared with it by {@code OracleTest}.
 */
package org.pollex.metaworld.task;
