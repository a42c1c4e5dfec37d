package org.pollex.hardware.safety;

/**
 * What a robot's joints may be told in one cycle: the only thing that a {@link
 * org.pollex.hardware.driver.RobotPort} accepts. Written by a {@link JointGate} only, and used
 * again for every cycle, so that a cycle allocates nothing: a port that keeps it must copy it.
 */
public final class ApprovedCommand implements Approved {
  /** How the robot is to take the numbers. */
  public enum Mode {
    /** The command passed, changed or not. */
    FOLLOW,
    /** The robot is on its known way to rest, or holds it; a legal command ends that. */
    HOLD,
    /** As {@link #HOLD}, until an operator's reset. */
    STOP,
    /**
     * Positions do not count: every joint is damped and holds nothing. Robots that would fall when
     * stiff are stopped like this.
     */
    DAMP
  }

  final double[] position;
  final double[] velocity;
  final double[] acceleration;
  Mode mode = Mode.STOP;
  long nanos;
  boolean unchanged;
  double grip = Double.NaN;

  ApprovedCommand(int joints) {
    position = new double[joints];
    velocity = new double[joints];
    acceleration = new double[joints];
  }

  /** Returns the number of joints. */
  public int joints() {
    return position.length;
  }

  /** Returns a joint's coordinate, rad; joints are in wire order. */
  public double position(int joint) {
    return position[joint];
  }

  /** Returns a joint's velocity, rad/s: the difference of the last two coordinates. */
  public double velocity(int joint) {
    return velocity[joint];
  }

  /** Returns a joint's acceleration, rad/s²: the difference of the last two velocities. */
  public double acceleration(int joint) {
    return acceleration[joint];
  }

  /** Writes all coordinates, rad. */
  public void copyPositions(double[] out) {
    System.arraycopy(position, 0, out, 0, position.length);
  }

  /** Returns how far the gripper is to close, 0 open to 1 closed; NaN: as it is. */
  public double grip() {
    return grip;
  }

  /** Returns how the robot is to take the numbers. */
  public Mode mode() {
    return mode;
  }

  /** Returns the time of the cycle, ns. */
  public long nanos() {
    return nanos;
  }

  /** Returns true when what was proposed passed bit for bit. */
  public boolean unchanged() {
    return unchanged;
  }
}
