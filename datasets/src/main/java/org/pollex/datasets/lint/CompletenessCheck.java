package org.pollex.datasets.lint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.lint.LintLog.Evidence;

/**
 * {@code missing_stream}: an episode lacks a stream that nearly all others have, or has it in
 * another shape. {@code success_mismatch}: the label contradicts the recorded predicate.
 */
final class CompletenessCheck implements LintCheck {
  private static final double NEARLY_ALL = 0.9;
  private static final int FEW = 5;

  private final Map<String, Integer> having = new TreeMap<>();
  private int episodes;

  private static String key(Signal signal) {
    return signal.name() + " " + signal.spec().shape() + " " + signal.spec().dtype().numpyName();
  }

  @Override
  public void learn(LintEpisode episode) {
    episodes++;
    episode.signals().forEach(signal -> having.merge(key(signal), 1, Integer::sum));
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    having.forEach(
        (key, count) -> {
          double share = (double) count / episodes;
          boolean here = episode.signals().stream().anyMatch(s -> key(s).equals(key));
          if (!here && episodes >= FEW && share >= Math.min(NEARLY_ALL, 1 - 1.0 / episodes)) {
            log.error(
                "missing_stream",
                new Evidence(key.split(" ")[0], 0, share, share),
                "there is no %s, which %d of %d episodes have".formatted(key, count, episodes),
                "Leave the episode out, or record it again.");
          }
        });
    success(episode, log);
  }

  private static void success(LintEpisode episode, LintLog log) {
    Optional<Signal> predicate =
        episode.signals().stream().filter(s -> s.name().equals("success")).findFirst();
    Optional<EpisodeOutcome> outcome = episode.episode().outcome();
    if (predicate.isEmpty() || outcome.isEmpty() || predicate.get().width() != 1) {
      return;
    }
    int first = EpisodeOutcome.NEVER;
    double[] held = predicate.get().column(0);
    for (int t = held.length - 1; t >= 0; t--) {
      first = held[t] != 0 ? t : first;
    }
    if (outcome.get().success() != (first >= 0)) {
      log.error(
          "success_mismatch",
          new Evidence("success", Math.max(0, first), first, 1),
          outcome.get().success()
              ? "labelled a success, but the predicate never held"
              : "labelled a failure, but the predicate held at step " + first,
          "Watch the episode and relabel it with 'pollex data edit --success yes|no'.");
    }
  }
}
