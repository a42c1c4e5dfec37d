package org.pollex.eval.trial.verify;

import java.util.List;
import org.pollex.datasets.journal.Finding;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/** Checks of the journals: every byte, and that they hold the sealed trials in sealed order. */
final class JournalChecks {
  private final TrialFolder folder;

  JournalChecks(TrialFolder folder) {
    this.folder = folder;
  }

  /** Chain and checksums of one journal; names the first record that is wrong. */
  Check chain(String name) {
    JournalVerification found = JournalVerification.of(folder.file(name));
    boolean interrupted =
        !folder.has(TrialFolder.OPENED)
            && found.findings().stream()
                .allMatch(finding -> finding.kind() == Finding.Kind.TORN_TAIL);
    if (!found.ok() && !interrupted) {
      Finding first = found.findings().getFirst();
      String record = first.record() < 0 ? "header" : "record " + first.record();
      return Check.failed("chain", record + ": " + first.detail(), name);
    }
    if (!TrialJournals.belongs(folder, name)) {
      return Check.failed(
          "chain", name + " was started under another seal than this one", TrialFolder.HEADER);
    }
    String tail = found.ok() ? "" : ", then a torn one, as a killed run leaves it";
    return Check.passed("chain", found.records() + " records, head " + found.head() + tail, name);
  }

  /** The outcomes are those of the sealed trials, in sealed order. */
  Check outcomes() {
    List<SealedTrial> trials = folder.trials();
    List<JournalRecord> records = TrialJournals.records(folder, TrialFolder.OUTCOMES);
    for (JournalRecord record : records) {
      OutcomeRecord outcome =
          CanonicalJson.parse(
              record.payload(), OutcomeRecord.class, folder.file(TrialFolder.OUTCOMES));
      int index = (int) record.index();
      SealedTrial trial = index < trials.size() ? trials.get(index) : null;
      if (trial == null
          || outcome.index() != index
          || !outcome.code().equals(trial.code())
          || !outcome.task().equals(trial.task())
          || !outcome.condition().equals(trial.condition())) {
        return Check.failed(
            "outcomes",
            "record " + index + " is not of the trial sealed there",
            TrialFolder.OUTCOMES);
      }
    }
    return Check.passed(
        "outcomes", records.size() + " of " + trials.size() + " trials", TrialFolder.OUTCOMES);
  }
}
