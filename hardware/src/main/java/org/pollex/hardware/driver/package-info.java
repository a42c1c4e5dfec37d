/**
 * From a policy's action to a robot's joints.
 *
 * <p>A policy speaks 10 to 50 times a second, in the terms of its action specification; a robot
 * listens 100 to 1000 times a second, in joint coordinates. {@link
 * org.pollex.hardware.driver.ActionTarget} turns an action into a posture (inverse kinematics for
 * poses and their differences), {@link org.pollex.hardware.driver.Interpolator} fills the time
 * between two postures with jerk-limited motion, the gate judges each cycle, and the {@link
 * org.pollex.hardware.driver.RobotPort} sends what the gate approved. {@link
 * org.pollex.hardware.driver.RobotDriver} is that loop.
 *
 * <p>The loop does not close a robot's servo: a robot that needs a command every millisecond needs
 * its own rate-limited hold below this process, and an independent stop where it has no watchdog.
 */
package org.pollex.hardware.driver;
