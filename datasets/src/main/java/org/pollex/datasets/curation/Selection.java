package org.pollex.datasets.curation;

import java.util.Set;
import org.pollex.datasets.episode.Episode;

/**
 * Which episodes to keep; every given condition must hold.
 *
 * @param tasks tasks to keep; empty for all
 * @param filterKeys filter keys of which an episode must have one; empty for all
 * @param successOnly true to keep successful episodes alone
 * @param minSteps shortest episode to keep
 * @param maxSteps longest episode to keep
 */
public record Selection(
    Set<String> tasks, Set<String> filterKeys, boolean successOnly, int minSteps, int maxSteps) {
  /** Keeps everything. */
  public static final Selection ALL =
      new Selection(Set.of(), Set.of(), false, 0, Integer.MAX_VALUE);

  /** Copies the sets. */
  public Selection {
    tasks = Set.copyOf(tasks);
    filterKeys = Set.copyOf(filterKeys);
  }

  boolean keeps(Episode episode, Set<String> keysOfEpisode) {
    return (tasks.isEmpty() || tasks.contains(episode.metadata().task()))
        && (filterKeys.isEmpty() || filterKeys.stream().anyMatch(keysOfEpisode::contains))
        && (!successOnly || episode.success())
        && episode.steps() >= minSteps
        && episode.steps() <= maxSteps;
  }
}
