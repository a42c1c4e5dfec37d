package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes what the checks tell about the episode that is being judged. */
final class LintLog {
  private final List<LintFinding> findings = new ArrayList<>();
  private final Set<String> undecided = new TreeSet<>();
  private int episode;

  void judging(int position) {
    episode = position;
  }

  /** What a check knows of a finding besides the episode. */
  record Evidence(String stream, int step, double value, double confidence) {}

  void error(String kind, Evidence evidence, String text, String fix) {
    add(kind, LintFinding.ERROR, evidence, text, fix, Optional.empty());
  }

  void error(String kind, Evidence evidence, String text, String fix, Repair repair) {
    add(kind, LintFinding.ERROR, evidence, text, fix, Optional.of(repair));
  }

  void warning(String kind, Evidence evidence, String text, String fix) {
    add(kind, LintFinding.WARNING, evidence, text, fix, Optional.empty());
  }

  void warning(String kind, Evidence evidence, String text, String fix, Repair repair) {
    add(kind, LintFinding.WARNING, evidence, text, fix, Optional.of(repair));
  }

  private void add(
      String kind, String severity, Evidence e, String text, String fix, Optional<Repair> repair) {
    findings.add(
        new LintFinding(
            kind,
            severity,
            episode,
            e.step(),
            e.stream(),
            e.value(),
            e.confidence(),
            text,
            fix,
            repair));
  }

  void undecided(String what) {
    undecided.add(what);
  }

  List<LintFinding> findings() {
    return Collections.unmodifiableList(findings);
  }

  List<String> undecided() {
    return List.copyOf(undecided);
  }
}
