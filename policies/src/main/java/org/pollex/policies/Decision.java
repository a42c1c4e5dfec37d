package org.pollex.policies;

/** A session's answer to an observation. */
public sealed interface Decision {
  /**
   * Execute these actions, open loop, then ask again.
   *
   * @param actions [steps][dimension], in the units of the world's ActionSpec; at least one
   */
  record Act(float[][] actions) implements Decision {
    /** One action. */
    public static Act one(float... action) {
      return new Act(new float[][] {action});
    }
  }

  /** The policy has done all it can; the episode ends with whatever success was reached. */
  record Finished(String reason) implements Decision {}

  /**
   * The policy will not act: it knows nothing suitable.
   *
   * @param stage the stage that gave up, for example {@code retrieval}
   * @param reason why, as a sentence
   */
  record Refused(String stage, String reason) implements Decision {}
}
