/**
 * Multi-Task Trajectory Transfer (MT3; Dreczkowski, Vitiello, Vosylius and Johns, "Learning a
 * thousand tasks in a day", Science Robotics 10, 2025): one demonstration of a task, carried over
 * to where its object stands now. Nothing is trained.
 *
 * <p>An episode, top to bottom, in {@link org.pollex.policies.mt3.Mt3Policy}: the instruction and
 * the object's cloud <b>retrieve</b> a demonstration; {@link
 * org.pollex.policies.mt3.SceneAlignment} finds how the object, and the fixture that shows the
 * goal, stand relative to the demonstration; {@link org.pollex.policies.mt3.TrajectoryTransfer}
 * carries the demonstration's motion over, from the object's frame into the goal's where they move
 * apart; {@link org.pollex.policies.mt3.Approach} goes to where the interaction starts and {@link
 * org.pollex.policies.mt3.TrajectoryReplay} repeats it.
 *
 * <p>{@link org.pollex.policies.mt3.PhaseFinder} says once per demonstration what part of it is the
 * interaction, from the end effector's path and the clouds alone.
 */
package org.pollex.policies.mt3;
