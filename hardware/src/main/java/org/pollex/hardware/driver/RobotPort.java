package org.pollex.hardware.driver;

import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.safety.ApprovedCommand;
import org.pollex.hardware.safety.JointState;

/**
 * The seam before a robot, real or simulated: measured state in, approved commands out. It knows
 * its transport and nothing of policies or limits, and takes nothing that did not pass the gate.
 *
 * <p>Used from one thread, the control loop's; its own threads, if it has any, it keeps to itself.
 */
public interface RobotPort extends AutoCloseable {
  /** Returns which robot this is; states and commands are in its wire order. */
  RobotProfile profile();

  /**
   * Copies the last measured state, with the stamp of its source on the clock of {@link #nanos}.
   *
   * @return false when no state has come yet; {@code state} is unchanged then
   */
  boolean read(JointState state);

  /**
   * Sends a command. It does not wait for the robot, and does not keep the object.
   *
   * @throws org.pollex.errors.RunFailedException when the transport is gone
   */
  void send(ApprovedCommand command);

  /** Returns the time on the clock that states are stamped with, ns. */
  default long nanos() {
    return System.nanoTime();
  }

  /**
   * Returns what stops the robot when nothing is sent any more, in words, for the operator; the
   * profile's answer unless the transport adds something.
   */
  default String robotSideWatchdog() {
    return profile().watchdog().robotSide();
  }

  /** Ends the connection; the robot's own watchdog is what is left then. */
  @Override
  void close();
}
