package org.pollex.mujoco.robot;

import org.pollex.hardware.driver.RobotPort;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.safety.ApprovedCommand;
import org.pollex.hardware.safety.JointState;

/**
 * A robot's port to MuJoCo in this process. Its clock is the physics' own and stands still until
 * {@link #advance}, so that the same commands give the same motion.
 */
public final class SimulatedRobot implements RobotPort {
  private final RobotPhysics physics;

  /** Makes the robot, at rest in its home posture. */
  public SimulatedRobot(RobotProfile profile) {
    physics = new RobotPhysics(profile);
  }

  /** Returns the physics, to place the robot or to make something break. */
  public RobotPhysics physics() {
    return physics;
  }

  @Override
  public RobotProfile profile() {
    return physics.profile();
  }

  @Override
  public boolean read(JointState state) {
    physics.read(state);
    return true;
  }

  @Override
  public void send(ApprovedCommand command) {
    if (command.mode() == ApprovedCommand.Mode.DAMP) {
      physics.damp();
      return;
    }
    physics.stiffen();
    for (int i = 0; i < command.joints(); i++) {
      physics.targets().position[i] = command.position(i);
      physics.targets().velocity[i] = command.velocity(i);
    }
  }

  /** Lets time pass: whole steps of 1 ms, at least {@code nanos} in all. */
  public void advance(long nanos) {
    long end = physics.nanos() + nanos;
    while (physics.nanos() < end) {
      physics.step();
    }
  }

  @Override
  public long nanos() {
    return physics.nanos();
  }

  @Override
  public void close() {
    physics.close();
  }
}
