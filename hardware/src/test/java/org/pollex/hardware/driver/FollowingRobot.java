package org.pollex.hardware.driver;

import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.safety.ApprovedCommand;
import org.pollex.hardware.safety.JointState;

/** A robot in this process that is, one cycle later, where it was told to be; its time is told. */
final class FollowingRobot implements RobotPort {
  private final RobotProfile profile;
  private final JointState state;
  private final long period;
  private long now = 5_000_000_000L;
  boolean silent;
  boolean stuck;
  ApprovedCommand.Mode mode;
  double grip;

  FollowingRobot(RobotProfile profile) {
    this.profile = profile;
    period = Math.round(1e9 / profile.control().rateHz());
    state = new JointState(profile.joints().size());
    for (int i = 0; i < state.position.length; i++) {
      state.position[i] = profile.home().get(i);
    }
    state.nanos = now;
  }

  /** Lets one control period pass. */
  void tick() {
    now += period;
    if (!silent) {
      state.nanos = now;
    }
  }

  long period() {
    return period;
  }

  double position(int joint) {
    return state.position[joint];
  }

  double speed() {
    double largest = 0;
    for (double v : state.velocity) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  @Override
  public RobotProfile profile() {
    return profile;
  }

  @Override
  public boolean read(JointState out) {
    System.arraycopy(state.position, 0, out.position, 0, out.position.length);
    System.arraycopy(state.velocity, 0, out.velocity, 0, out.velocity.length);
    out.nanos = state.nanos;
    return true;
  }

  @Override
  public void send(ApprovedCommand command) {
    mode = command.mode();
    grip = command.grip();
    for (int i = 0; i < state.position.length && !silent; i++) {
      double next = stuck ? state.position[i] : command.position(i);
      state.velocity[i] = (next - state.position[i]) / period * 1e9;
      state.position[i] = next;
    }
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void close() {
    silent = true;
  }
}
