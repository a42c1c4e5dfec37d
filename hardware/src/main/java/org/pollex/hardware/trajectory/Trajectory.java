package org.pollex.hardware.trajectory;

/**
 * A motion of several joints that begin and end together. Immutable; constant jerk between its
 * knots.
 */
public final class Trajectory {
  /** One joint's knots: when, and position, velocity, acceleration there and jerk from there on. */
  record Joint(
      double[] time, double[] position, double[] velocity, double[] acceleration, double[] jerk) {}

  private final double duration;
  private final Joint[] joints;

  Trajectory(double duration, Joint[] joints) {
    this.duration = duration;
    this.joints = joints;
  }

  /** Returns how long it takes, s. */
  public double duration() {
    return duration;
  }

  /** Returns the number of joints. */
  public int joints() {
    return joints.length;
  }

  /**
   * Writes the state at a time; before the beginning that of the beginning, after the end that of
   * the end. Allocates nothing.
   *
   * @param t seconds since the beginning
   * @param position takes rad or m
   * @param velocity takes rad/s or m/s
   * @param acceleration takes rad/s² or m/s²
   */
  public void at(double t, double[] position, double[] velocity, double[] acceleration) {
    double when = Math.clamp(t, 0, duration);
    for (int i = 0; i < joints.length; i++) {
      Joint joint = joints[i];
      int k = joint.time.length - 1;
      while (k > 0 && joint.time[k] > when) {
        k--;
      }
      double d = when - joint.time[k];
      double a = joint.acceleration[k];
      double j = joint.jerk[k];
      position[i] = joint.position[k] + d * (joint.velocity[k] + d * (a / 2 + d * j / 6));
      velocity[i] = joint.velocity[k] + d * (a + d * j / 2);
      acceleration[i] = a + d * j;
    }
  }

  /** Returns the state at a time. */
  public MotionState at(double t) {
    double[][] state = new double[3][joints.length];
    at(t, state[0], state[1], state[2]);
    return new MotionState(state[0], state[1], state[2]);
  }

  /** Returns the times at which a joint's jerk changes, s; the first is 0. */
  public double[] knots(int joint) {
    return joints[joint].time.clone();
  }

  /** Returns a joint's jerk after each of its knots. */
  public double[] jerks(int joint) {
    return joints[joint].jerk.clone();
  }
}
