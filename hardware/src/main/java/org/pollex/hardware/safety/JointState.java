package org.pollex.hardware.safety;

/**
 * What a robot last said of itself, in wire order; the arrays are filled again for every cycle.
 *
 * <p>Effort may stay at zero where a robot does not measure it.
 */
public final class JointState {
  /** Coordinates, rad. */
  public final double[] position;

  /** Velocities, rad/s. */
  public final double[] velocity;

  /** Torques, N m. */
  public final double[] effort;

  /** When the state was measured, on the clock of the commands, ns. */
  public long nanos;

  /** Makes a state of zeros. */
  public JointState(int joints) {
    position = new double[joints];
    velocity = new double[joints];
    effort = new double[joints];
  }
}
