/**
 * Kinematics of serial chains: forward, Jacobian, inverse.
 *
 * <p>A {@link org.pollex.hardware.kinematics.KinematicChain} is the way from a base frame to a tip
 * frame of a {@link org.pollex.hardware.robot.RobotModel}, immutable and shared. What changes with
 * the joints is in a {@link org.pollex.hardware.kinematics.ChainState}, one for each thread, and an
 * {@link org.pollex.hardware.kinematics.InverseKinematics} that owns one. Neither allocates while
 * it works.
 */
package org.pollex.hardware.kinematics;
