package org.pollex.metaworld.task;

import java.util.List;

/** The seven numbers that Meta-World's {@code step} gives besides observation and reward. */
public final class Info {
  /** Their names in the order of {@link #write}. */
  public static final List<String> KEYS =
      List.of(
          "success",
          "near_object",
          "grasp_success",
          "grasp_reward",
          "in_place_reward",
          "obj_to_target",
          "unscaled_reward");

  double success;
  double nearObject;
  double graspSuccess;
  double graspReward;
  double inPlaceReward;
  double toTarget;
  double reward;

  /** Returns whether the goal is reached at this step. */
  public boolean success() {
    return success != 0;
  }

  /** Returns the reward. */
  public double reward() {
    return reward;
  }

  /** Writes the seven numbers from {@code offset} on. */
  public void write(double[] into, int offset) {
    into[offset] = success;
    into[offset + 1] = nearObject;
    into[offset + 2] = graspSuccess;
    into[offset + 3] = graspReward;
    into[offset + 4] = inPlaceReward;
    into[offset + 5] = toTarget;
    into[offset + 6] = reward;
  }

  /** Forgets the last step. */
  public void clear() {
    set(false, 0, 0, 0, 0, 0);
    reward = 0;
  }

  /** Sets everything but the reward. */
  void set(
      boolean success,
      double nearObject,
      double graspSuccess,
      double graspReward,
      double inPlaceReward,
      double toTarget) {
    this.success = success ? 1 : 0;
    this.nearObject = nearObject;
    this.graspSuccess = graspSuccess;
    this.graspReward = graspReward;
    this.inPlaceReward = inPlaceReward;
    this.toTarget = toTarget;
  }
}
