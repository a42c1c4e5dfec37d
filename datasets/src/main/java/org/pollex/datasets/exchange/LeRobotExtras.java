package org.pollex.datasets.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.hardware.world.StreamSpec;

/**
 * What Pollex knows and LeRobot has no place for, in a file of its own that LeRobot passes over.
 *
 * @param environment the world; null if unknown
 * @param streams units, frames, layouts and names, by LeRobot's key
 * @param filterKeys positions of episodes, by key
 * @param episodes in order
 */
record LeRobotExtras(
    Environment environment,
    Map<String, StreamSpec> streams,
    Map<String, Set<Integer>> filterKeys,
    List<Entry> episodes) {
  static final String FILE = "meta/pollex.json";
  static final LeRobotExtras NONE = new LeRobotExtras(null, Map.of(), Map.of(), List.of());

  /**
   * One episode.
   *
   * @param outcome null if it was never finished
   */
  record Entry(int steps, EpisodeMetadata metadata, EpisodeOutcome outcome) {}

  LeRobotExtras {
    streams = streams == null ? Map.of() : Map.copyOf(streams);
    filterKeys = filterKeys == null ? Map.of() : Map.copyOf(filterKeys);
    episodes = episodes == null ? List.of() : List.copyOf(episodes);
  }
}
