package org.pollex.datasets.lint;

/** Looks for one kind of defect, or for a few that show in the same numbers. */
interface LintCheck {
  /** Sees every episode once, in order, before any is judged. */
  default void learn(LintEpisode episode) {}

  /** Sees every episode a second time, in order, and tells what is wrong with it. */
  void judge(LintEpisode episode, LintLog log);
}
