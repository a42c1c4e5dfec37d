package org.pollex.eval.trial.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pollex.datasets.storage.Sha256;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;

/** Checks of what operators entered: that the outcomes say the same, and of their pictures. */
final class OperatorChecks {
  private final TrialFolder folder;
  private final List<OperatorEntry> entries;

  OperatorChecks(TrialFolder folder) {
    this.folder = folder;
    this.entries = TrialJournals.entries(folder);
  }

  /** The outcome chain says what the entries say that hold: no more, no less, nothing else. */
  Check outcomes() {
    SealedHeader header = folder.header();
    Map<String, OperatorEntry> holding = OperatorEntry.holding(entries);
    Set<String> left = new HashSet<>(holding.keySet());
    List<OutcomeRecord> outcomes =
        Stream.of(TrialJournals.outcomes(folder), TrialJournals.unused(folder))
            .flatMap(List::stream)
            .toList();
    for (OutcomeRecord outcome : outcomes) {
      OperatorEntry entry = holding.get(outcome.code());
      boolean same =
          entry != null
              && entry.success() == outcome.success()
              && entry.milestones().equals(outcome.milestones())
              && entry.steps(header.controlPeriod()) == outcome.steps()
              && (entry.kind() == Kind.CRASH) == (outcome.end() == OutcomeRecord.End.CRASHED);
      if (!same) {
        return Check.failed(
            "operator",
            "trial " + outcome.code() + " has another outcome than was entered",
            TrialFolder.OPERATOR);
      }
      left.remove(outcome.code());
      if (entry.kind() == Kind.CRASH
          && OperatorEntry.deaths(entries, outcome.code()) < header.crashAttempts()) {
        return Check.failed(
            "operator",
            "trial " + outcome.code() + " crashed without as many deaths as were sealed",
            TrialFolder.OPERATOR);
      }
    }
    if (TrialJournals.complete(folder, header) && !left.isEmpty()) {
      return Check.failed(
          "operator",
          "the outcome of trial " + left.iterator().next() + " was entered and is not there",
          TrialFolder.OUTCOMES);
    }
    return Check.passed(
        "operator",
        entries.size() + " entries, " + holding.size() + " outcomes hold",
        TrialFolder.OPERATOR);
  }

  /** Every picture that an entry names is there, unchanged. */
  Check pictures() {
    int pictures = 0;
    for (OperatorEntry entry : entries) {
      boolean picture = entry.kind() == Kind.PHOTO || entry.kind() == Kind.REFERENCE;
      if (!picture) {
        continue;
      }
      pictures++;
      Path file = folder.file(entry.about()).normalize();
      boolean own = file.getParent().equals(folder.file(TrialFolder.PHOTOS).normalize());
      String digest = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
      if (!own || !Files.isRegularFile(file) || !Sha256.hex(file).equals(digest)) {
        return Check.failed("pictures", "a picture was changed or is missing", entry.about());
      }
    }
    return Check.passed("pictures", pictures + " as they were taken", TrialFolder.OPERATOR);
  }
}
