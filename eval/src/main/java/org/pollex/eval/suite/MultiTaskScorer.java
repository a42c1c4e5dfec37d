package org.pollex.eval.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;

/** The two ways to count the episodes of Meta-World's multi-task protocol. */
public enum MultiTaskScorer {
  /**
   * As the helper in the package counts, for comparison with published numbers: of each task, by
   * its name, the first episodes that <em>finish</em>, whatever their goals are. Where several
   * environments share a name, episodes that end early, the successful ones, are over-represented.
   */
  UPSTREAM {
    @Override
    List<SuiteEpisode> counted(String task, List<SuiteEpisode> finished, int episodes) {
      if (finished.size() < episodes) {
        throw tooFew(task, finished.size(), episodes);
      }
      return finished.subList(0, episodes);
    }
  },

  /**
   * A fixed number of episodes for every pair of task and goal, all of which count, so that nothing
   * depends on which of them ends first.
   */
  STRICT {
    @Override
    List<SuiteEpisode> counted(String task, List<SuiteEpisode> finished, int episodes) {
      if (finished.size() != episodes) {
        throw tooFew(task, finished.size(), episodes);
      }
      Map<String, Integer> goals = new TreeMap<>();
      finished.forEach(episode -> goals.merge(episode.goal(), 1, Integer::sum));
      if (goals.values().stream().distinct().count() > 1) {
        throw new BadInputException(
            "task %s: unequal numbers of episodes by goal %s".formatted(task, goals),
            "The strict scorer counts equally many episodes of every goal; rerun what is missing.");
      }
      return finished;
    }
  };

  /** Episodes of each task in the official protocol. */
  public static final int OFFICIAL_EPISODES = 50;

  abstract List<SuiteEpisode> counted(String task, List<SuiteEpisode> finished, int episodes);

  /**
   * Scores episodes.
   *
   * @param finished episodes in the order in which they finished; within one step of a batch, in
   *     the order of its environments
   * @param episodes that count in each task, usually {@value #OFFICIAL_EPISODES}
   * @throws BadInputException if a task has too few, or for {@link #STRICT} not just the right ones
   */
  public SuiteScore score(List<SuiteEpisode> finished, int episodes) {
    if (finished.isEmpty() || episodes < 1) {
      throw new BadInputException(
          "%d episodes, %d to count in each task".formatted(finished.size(), episodes),
          "Give at least one of each.");
    }
    Map<String, List<SuiteEpisode>> byTask = new LinkedHashMap<>();
    finished.forEach(
        episode -> byTask.computeIfAbsent(episode.task(), key -> new ArrayList<>()).add(episode));
    Map<String, Double> rates = new LinkedHashMap<>();
    double returns = 0;
    for (Map.Entry<String, List<SuiteEpisode>> task : byTask.entrySet()) {
      List<SuiteEpisode> counted = counted(task.getKey(), task.getValue(), episodes);
      double successes = counted.stream().filter(SuiteEpisode::success).count();
      rates.put(task.getKey(), successes / episodes);
      returns += counted.stream().mapToDouble(SuiteEpisode::episodeReturn).sum() / episodes;
    }
    return new SuiteScore(
        name().toLowerCase(Locale.ROOT),
        episodes,
        finished.size() - episodes * rates.size(),
        rates,
        rates.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        returns / rates.size());
  }

  private static BadInputException tooFew(String task, int given, int episodes) {
    return new BadInputException(
        "task %s has %d finished episodes".formatted(task, given),
        "Needed: %d of every task.".formatted(episodes));
  }
}
