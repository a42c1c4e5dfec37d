package org.pollex.datasets.lint;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pollex.datasets.curation.Curation;
import org.pollex.datasets.curation.EpisodeChange;
import org.pollex.datasets.curation.EpisodeDigest;
import org.pollex.datasets.curation.Provenance;
import org.pollex.datasets.episode.Episode;

/** Writes a new file in which everything that is safe to correct is corrected. */
public final class Repairs implements EpisodeChange {
  private static final String WHO = "pollex data lint --fix";

  private final Map<Integer, List<LintFinding>> findings;
  private final Instant when;

  private Repairs(LintReport report, Instant when) {
    this.findings =
        report.findings().stream()
            .filter(LintFinding::fixable)
            .collect(Collectors.groupingBy(LintFinding::episode));
    this.when = when;
  }

  /**
   * Copies a file with the repairs of its report; each is noted in its episode's provenance.
   *
   * @param report what {@link Lint#of} found in the same file
   */
  public static Curation write(Path file, LintReport report, Instant when, Path out) {
    return Curation.change(file, new Repairs(report, when), out);
  }

  @Override
  public Optional<Episode> apply(int position, Episode episode, Set<String> keys) {
    Provenance provenance = new Provenance(WHO, when, EpisodeDigest.of(episode));
    Episode repaired = episode;
    for (LintFinding finding : findings.getOrDefault(position, List.of())) {
      switch (finding.repair().orElseThrow()) {
        case Repair.Drop() -> {
          return Optional.empty();
        }
        case Repair.Unkey(String key) -> {
          keys.remove(key);
          provenance.add("filter key " + key, "in it", "not in it: " + finding.text());
        }
        case Repair.Stream(var name, var what, var rows) -> {
          repaired = Rows.with(repaired, name, rows.apply(Rows.of(repaired, name)));
          provenance.add(name, finding.text(), what);
        }
      }
    }
    return Optional.of(
        new Episode(
            provenance.into(repaired.metadata()),
            repaired.outcome(),
            repaired.specs(),
            repaired.streams(),
            repaired.tensors()));
  }
}
