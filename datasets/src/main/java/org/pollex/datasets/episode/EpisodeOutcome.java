package org.pollex.datasets.episode;

/**
 * How an episode ended.
 *
 * @param success the task's success predicate held at some step
 * @param firstSuccessStep the first step at which it held; −1 without success
 * @param actionClipFraction the fraction of steps whose action was clipped to its limits, 0 to 1
 * @param ending why it ended, for example {@code success}, {@code horizon}, {@code operator}
 */
public record EpisodeOutcome(
    boolean success, int firstSuccessStep, double actionClipFraction, String ending) {
  /** The first success step of an episode without success. */
  public static final int NEVER = -1;
}
