package org.pollex.datasets.curation;

import java.util.Optional;
import java.util.Set;
import org.pollex.datasets.episode.Episode;

/** What happens to an episode on its way into a new file. */
@FunctionalInterface
public interface EpisodeChange {
  /**
   * Gives the episode for the new file.
   *
   * @param position position in its file, from 0
   * @param episode the episode as it was
   * @param keys its filter keys; may be changed
   * @return the episode as it shall be; empty to leave it out
   */
  Optional<Episode> apply(int position, Episode episode, Set<String> keys);

  /**
   * Told the number of episodes before the new file gets its name.
   *
   * @throws org.pollex.errors.BadInputException if the change was meant for one that is not there
   */
  default void finished(int episodes) {}
}
