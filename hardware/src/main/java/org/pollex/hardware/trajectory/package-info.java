/**
 * Motion of joints from one state to another: jerk-limited, synchronised, time-optimal, with any
 * velocity and acceleration at both ends.
 *
 * <p>For one joint and a given duration T, the motions that keep |velocity|, |acceleration| and
 * |jerk| within their limits form a convex set: the dynamics are linear and the limits are
 * intervals. Two things follow, and the package is built on them. The displacements that can be
 * reached in exactly T are an interval, whose ends are those of the furthest and of the nearest
 * motion; and every displacement between them is reached by a weighted mean of these two motions,
 * which keeps the limits because both do.
 *
 * <p>{@code Furthest} is that extreme motion in closed form (the nearest is its mirror image);
 * {@code FeasibleTimes} finds the durations for which a displacement lies between the two; {@link
 * org.pollex.hardware.trajectory.TrajectoryPlanner} takes the first duration that suits all joints,
 * and mixes.
 */
package org.pollex.hardware.trajectory;
