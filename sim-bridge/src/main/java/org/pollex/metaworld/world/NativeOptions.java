package org.pollex.metaworld.world;

import org.pollex.metaworld.task.RewardVersion;

/**
 * How worlds in this process behave.
 *
 * @param reward which reward, and with it which success
 * @param goalHidden whether {@code state39} hides the goal and the stream {@code goal} is not there
 * @param endAtSuccess whether an episode ends at its first success
 */
public record NativeOptions(RewardVersion reward, boolean goalHidden, boolean endAtSuccess) {
  /** Reward v2, goal visible, episodes that end at the horizon alone. */
  public static NativeOptions standard() {
    return new NativeOptions(RewardVersion.V2, false, false);
  }
}
