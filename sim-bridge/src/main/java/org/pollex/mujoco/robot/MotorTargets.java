package org.pollex.mujoco.robot;

/** What the motors of a robot are told, in wire order; written in place. */
public final class MotorTargets {
  /** Coordinates to be pulled to, rad. */
  public final double[] position;

  /** Velocities to be damped towards, rad/s. */
  public final double[] velocity;

  /** Pull per radian, N m/rad. */
  public final double[] stiffness;

  /** Pull per speed, N m s/rad. */
  public final double[] damping;

  /** Torque that is added, N m. */
  public final double[] torque;

  MotorTargets(int joints) {
    position = new double[joints];
    velocity = new double[joints];
    stiffness = new double[joints];
    damping = new double[joints];
    torque = new double[joints];
  }
}
