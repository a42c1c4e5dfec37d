package org.pollex.datasets.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.source.EpisodeSource;

/** Finds wrong conventions and broken recordings in a file of episodes. */
public final class Lint {
  private Lint() {}

  /**
   * Checks a file in two passes; one episode at a time is in memory.
   *
   * @throws org.pollex.errors.BadInputException if it is missing, damaged or of another format
   */
  public static LintReport of(Path file) {
    return of(file.toString(), action -> each(file, action));
  }

  /** Checks what a source hands to an action, all of it in each of two passes. */
  static LintReport of(String name, Consumer<Consumer<LintEpisode>> source) {
    List<LintCheck> checks = checks();
    LintLog log = new LintLog();
    int[] episodes = new int[1];
    source.accept(episode -> checks.forEach(check -> check.learn(episode)));
    source.accept(
        episode -> {
          log.judging(episode.position());
          checks.forEach(check -> check.judge(episode, log));
          episodes[0]++;
        });
    return report(name, episodes[0], log);
  }

  private static List<LintCheck> checks() {
    return List.of(
        new FiniteCheck(),
        new CompletenessCheck(),
        new QuaternionCheck(),
        new QuaternionOrderCheck(),
        new ScaleCheck(),
        new JumpCheck(),
        new StuckCheck(),
        new StampCheck(),
        new ActionCheck(),
        new GripperSignCheck(),
        new ClippingCheck(),
        new IdleCheck(),
        new FrozenCameraCheck(),
        new PictureCheck(),
        new DuplicateCheck());
  }

  private static void each(Path file, Consumer<LintEpisode> action) {
    try (EpisodeSource source = Conversion.open(file)) {
      Map<String, Set<Integer>> keys = source.filterKeys();
      int position = 0;
      for (Episode episode : source) {
        int at = position++;
        Set<String> own = new TreeSet<>();
        keys.forEach(
            (key, members) -> {
              if (members.contains(at)) {
                own.add(key);
              }
            });
        action.accept(new LintEpisode(episode, at, own));
      }
    }
  }

  private static LintReport report(String file, int episodes, LintLog log) {
    List<LintFinding> findings = new ArrayList<>(log.findings());
    findings.sort(
        Comparator.comparingInt(LintFinding::episode)
            .thenComparingInt(LintFinding::step)
            .thenComparing(LintFinding::kind));
    Map<String, Integer> kinds = new TreeMap<>();
    findings.forEach(f -> kinds.merge(f.kind(), 1, Integer::sum));
    long errors = findings.stream().filter(f -> f.severity().equals(LintFinding.ERROR)).count();
    return new LintReport(
        file, episodes, errors, findings.size() - errors, kinds, findings, log.undecided());
  }
}
