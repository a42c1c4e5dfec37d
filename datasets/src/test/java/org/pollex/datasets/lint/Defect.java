package org.pollex.datasets.lint;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.pollex.datasets.episode.Episode;

/**
 * Puts one defect into good data.
 *
 * @param kind what the lint must call it
 * @param put changes the episodes; empty where they have nothing that the defect could show in
 */
record Defect(String kind, Put put) {
  /** Changes a list of episodes in place. */
  interface Put {
    Optional<Site> into(List<Episode> episodes, List<Set<String>> keys, Random random);
  }

  /**
   * Where the defect is.
   *
   * @param episode position of the episode
   * @param step where it starts; 0 where it concerns the episode as a whole
   */
  record Site(int episode, int step) {}

  /** True if the report names the kind at the site, within two steps. */
  boolean foundBy(LintReport report, Site site) {
    return report.findings().stream()
        .anyMatch(
            f ->
                f.kind().equals(kind)
                    && f.episode() == site.episode()
                    && Math.abs(f.step() - site.step()) <= 2);
  }
}
