/**
 * Robots of a profile with MuJoCo's physics: what stands in for an arm or a humanoid in rehearsal.
 *
 * <p>{@link org.pollex.mujoco.robot.ProfileMjcf} writes a profile as a model: its kinematics and
 * limits are exact, its masses are guessed from the capsules that stand for its links. {@link
 * org.pollex.mujoco.robot.RobotPhysics} runs it, with the joint controller that such robots have;
 * {@link org.pollex.mujoco.robot.SimulatedRobot} is the robot's port to it, on a clock of its own.
 */
package org.pollex.mujoco.robot;
