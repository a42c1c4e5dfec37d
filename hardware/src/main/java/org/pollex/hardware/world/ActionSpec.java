package org.pollex.hardware.world;

import java.util.List;

/**
 * What one action of a world means.
 *
 * @param kind what the numbers command
 * @param frame the frame that positions and deltas are expressed in, for example {@code world}
 * @param channels one entry per number, in order
 * @param rateHz control rate, actions per second
 */
public record ActionSpec(Kind kind, String frame, List<Channel> channels, double rateHz) {
  /** What an action commands. */
  public enum Kind {
    END_EFFECTOR_DELTA_POSITION,
    END_EFFECTOR_DELTA_POSE,
    END_EFFECTOR_POSE,
    JOINT_POSITION,
    JOINT_VELOCITY,
    OTHER
  }

  /**
   * One number of an action.
   *
   * @param name for example {@code dx} or {@code gripper}
   * @param unit unit of {@code value * scale}, for example {@code m}
   * @param scale factor from the number to the unit
   * @param low smallest value the world honours; {@code -Infinity} when unbounded
   * @param high largest value the world honours; {@code Infinity} when unbounded
   */
  public record Channel(String name, String unit, double scale, double low, double high) {
    /** Returns the number that commands an amount in the unit, as near as the world honours. */
    public float number(double amount) {
      return (float) Math.clamp(amount / scale, low, high);
    }
  }

  /** Copies the list. */
  public ActionSpec {
    channels = List.copyOf(channels);
  }

  /** Returns the number of channels. */
  public int dimension() {
    return channels.size();
  }

  /** Returns the time from one action to the next in seconds. */
  public double controlPeriod() {
    return 1 / rateHz;
  }
}
