package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.datasets.episode.Episode;

/** Puts defects into good data many times and counts what the lint finds. */
final class LintProof {
  /** How often a kind was put in, found at the right step, and errors told of other episodes. */
  record Count(int put, int found, int elsewhere) {
    Count and(Count other) {
      return new Count(put + other.put, found + other.found, elsewhere + other.elsewhere);
    }
  }

  private final Random random;
  private final int episodes;
  private final Map<String, Count> counts = new TreeMap<>();
  private final List<String> missed = new ArrayList<>();

  LintProof(long seed, int episodes) {
    this.random = new Random(seed);
    this.episodes = episodes;
  }

  void run(Corpus corpus, int trials) {
    String only = System.getProperty("lint.kinds", "");
    for (Defect defect : Defects.all()) {
      if (!only.isEmpty() && !only.contains(defect.kind())) {
        continue;
      }
      for (int i = 0; i < trials; i++) {
        run(corpus, defect);
      }
    }
  }

  private void run(Corpus corpus, Defect defect) {
    for (int attempt = 0; attempt < 20; attempt++) {
      List<Episode> drawn = corpus.draw(random, episodes);
      List<Set<String>> keys = new ArrayList<>(Collections.nCopies(drawn.size(), Set.<String>of()));
      Optional<Defect.Site> site = defect.put().into(drawn, keys, random);
      if (site.isPresent()) {
        LintReport report = Corpus.lint(drawn, keys);
        boolean found = defect.foundBy(report, site.get());
        long elsewhere =
            report.findings().stream()
                .filter(f -> f.severity().equals(LintFinding.ERROR))
                // Good episodes that go the same way are twins, wherever a split puts them.
                .filter(f -> !f.kind().equals("split_leak"))
                .filter(f -> f.episode() != site.get().episode())
                .count();
        counts.merge(defect.kind(), new Count(1, found ? 1 : 0, (int) elsewhere), Count::and);
        if (!found) {
          missed.add(
              defect.kind()
                  + " in "
                  + corpus.name()
                  + " at "
                  + site.get()
                  + ": "
                  + report.findings().stream()
                      .filter(f -> f.episode() == site.get().episode())
                      .map(f -> f.kind() + "@" + f.step() + " " + f.text())
                      .toList());
        } else if (elsewhere > 0) {
          missed.add(
              "false: "
                  + report.findings().stream()
                      .filter(
                          f -> f.severity().equals("error") && f.episode() != site.get().episode())
                      .map(f -> f.kind() + "@" + f.step() + " " + f.stream() + " " + f.text())
                      .toList());
        }
        return;
      }
    }
  }

  Map<String, Count> counts() {
    return counts;
  }

  List<String> missed() {
    return missed;
  }

  Count total() {
    return counts.values().stream().reduce(new Count(0, 0, 0), Count::and);
  }

  /** A line per kind. */
  String table() {
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (kind, c) -> table.append("%-22s %4d of %4d%n".formatted(kind, c.found(), c.put())));
    Count total = total();
    return table
        .append(
            "%-22s %4d of %4d, %d errors told of other episodes%n"
                .formatted("all", total.found(), total.put(), total.elsewhere()))
        .toString();
  }
}
