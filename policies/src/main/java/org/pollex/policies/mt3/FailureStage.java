package org.pollex.policies.mt3;

/**
 * The stage of MT3 that a failed episode is counted under: the first one that did not do its part.
 */
public enum FailureStage {
  /** The camera saw too little of the object. */
  MASK,
  /** No suitable demonstration, or one of another task. */
  RETRIEVAL,
  /** Where the object stands was not told well enough. */
  POSE,
  /** The hand did not get to where the interaction starts. */
  MOTION,
  /** The hand did not follow the transferred path. */
  REPLAY,
  /** Every stage did its part, and the task was still not done: the motion does not transfer. */
  TASK_INTRINSIC;

  /** A hand that starts farther away than this has not arrived, metres. */
  private static final double ARRIVED = 0.02;

  /** A hand that was farther from its path than this did not follow it, metres. */
  private static final double FOLLOWED = 0.03;

  /** A yaw beyond this, among several that fit, is not trusted, radians. */
  private static final double TURNED = Math.toRadians(10);

  /** Returns the name that reports use, for example {@code task-intrinsic}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /**
   * Attributes a failure from what a robot knows of its own episode.
   *
   * @param object the alignment that was acted on
   * @param arrival distance of the hand from the start of replay, metres; NaN if replay never began
   * @param worst largest distance of the hand from the transferred path, metres
   * @param complete the whole demonstration was repeated
   */
  static FailureStage of(ObjectMotion object, double arrival, double worst, boolean complete) {
    if (!(arrival <= ARRIVED)) {
      return MOTION;
    }
    if (object.ambiguous() && Math.abs(object.X_DL().yaw()) > TURNED) {
      return POSE;
    }
    return complete && worst <= FOLLOWED ? TASK_INTRINSIC : REPLAY;
  }
}
