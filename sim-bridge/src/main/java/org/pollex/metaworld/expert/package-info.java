/**
 * The scripted experts of Meta-World's 50 tasks: an observation of 39 numbers in, an action of four
 * out, bit for bit what {@code metaworld} 3.1.1 computes.
 *
 * <p>Every expert has the same shape. It reads a few named places from the observation ({@link
 * org.pollex.metaworld.expert.Sight}), decides by an ordered list of phases where the hand should
 * go ({@link org.pollex.metaworld.expert.Phases}), and answers with that target, a gain and a grip
 * ({@link org.pollex.metaworld.expert.Command}). Nothing is remembered between steps: the phase
 * follows from where hand and object are, so an expert can take over at any moment, and recovers
 * when it is disturbed.
 *
 * <p>Experts that work on the same kind of thing stand in one file: buttons, doors, handles,
 * plates. {@link org.pollex.metaworld.expert.ScriptedExpert} finds them by the name of the task.
 *
 * <p>Formulas and constants are those of the policies in the MIT-licensed package {@code metaworld}
 * 3.1.1 (see NOTICE). All lengths are metres in the world frame: x to the right, y away from the
 * robot, z up.
 */
package org.pollex.metaworld.expert;
