package org.pollex.eval.trial.verify;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.pollex.datasets.journal.Finding;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.decide.SealedSequence;
import org.pollex.eval.trial.run.EndRecord;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedPlan;
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
    SealedHeader header = folder.header();
    List<SealedTrial> trials = folder.trials();
    List<JournalRecord> records = TrialJournals.records(folder, TrialFolder.OUTCOMES);
    int last = -1;
    for (JournalRecord record : records) {
      String wrong =
          record.type() == TrialJournals.END
              ? endsWrongly(record, records.size(), header)
              : isOfAnotherTrial(record, last, header, trials);
      if (!wrong.isEmpty()) {
        return Check.failed(
            "outcomes", "record " + record.index() + ": " + wrong, TrialFolder.OUTCOMES);
      }
      if (record.type() != TrialJournals.END) {
        last = outcome(record).index();
      }
    }
    int outcomes = TrialJournals.outcomes(folder).size();
    int unused = TrialJournals.unused(folder).size();
    String detail = outcomes + " of " + trials.size() + " trials";
    if (header.analysis().isSequential()) {
      boolean complete = TrialJournals.complete(folder, header);
      detail += complete ? ", then the stop; " + unused + " unused" : ", not stopped yet";
    }
    return Check.passed("outcomes", detail, TrialFolder.OUTCOMES);
  }

  private static String isOfAnotherTrial(
      JournalRecord record, int last, SealedHeader header, List<SealedTrial> trials) {
    OutcomeRecord outcome =
        CanonicalJson.parse(record.payload(), OutcomeRecord.class, Path.of(TrialFolder.OUTCOMES));
    int index = outcome.index();
    boolean inOrder = header.analysis().isSequential() ? index > last : index == last + 1;
    SealedTrial trial = inOrder && index < trials.size() ? trials.get(index) : null;
    boolean same =
        trial != null
            && outcome.code().equals(trial.code())
            && outcome.task().equals(trial.task())
            && outcome.condition().equals(trial.condition());
    return same ? "" : "not of the trial sealed there";
  }

  private static String endsWrongly(JournalRecord record, int records, SealedHeader header) {
    EndRecord end =
        CanonicalJson.parse(record.payload(), EndRecord.class, Path.of(TrialFolder.OUTCOMES));
    boolean right =
        header.analysis().isSequential()
            && record.index() == records - 1
            && end.used() == records - 1
            && end.trials() == header.trials();
    return right ? "" : "not the end of this trial";
  }

  private OutcomeRecord outcome(JournalRecord record) {
    return CanonicalJson.parse(
        record.payload(), OutcomeRecord.class, folder.file(TrialFolder.OUTCOMES));
  }

  /** The unused outcomes are of sealed trials, none of which is in the chain. */
  Check unused() {
    List<SealedTrial> trials = folder.trials();
    Set<Integer> seen = new HashSet<>();
    TrialJournals.outcomes(folder).forEach(outcome -> seen.add(outcome.index()));
    List<OutcomeRecord> unused = TrialJournals.unused(folder);
    for (OutcomeRecord outcome : unused) {
      boolean right =
          outcome.index() >= 0
              && outcome.index() < trials.size()
              && outcome.code().equals(trials.get(outcome.index()).code())
              && seen.add(outcome.index());
      if (!right) {
        return Check.failed(
            "unused", "trial " + outcome.index() + " is counted as well", TrialFolder.UNUSED);
      }
    }
    return Check.passed("unused", unused.size() + " outcomes past a stop", TrialFolder.UNUSED);
  }

  /** Every needed outcome, and no other, is in the chain: the stopping rule, applied again. */
  Check stopping(SealedPlan plan) {
    SealedHeader header = folder.header();
    List<SealedTrial> trials = folder.trials();
    SealedSequence sequence =
        new SealedSequence(
            DecisionRule.of(
                    plan.plan().analysis(),
                    plan.policies().size(),
                    plan.tasks().size(),
                    header.rolloutsPerPolicyAndTask(),
                    plan.plan().seed())
                .start(),
            plan.policies().size(),
            index -> plan.tasks().indexOf(trials.get(index).task()),
            index -> plan.assignments().get(index).policy());
    Iterator<OutcomeRecord> outcomes = TrialJournals.outcomes(folder).iterator();
    OutcomeRecord next = outcomes.hasNext() ? outcomes.next() : null;
    for (int index = 0; index < trials.size(); index++) {
      sequence.reach(index);
      boolean there = next != null && next.index() == index;
      if (sequence.needed(index) != there) {
        return Check.failed(
            "stopping rule",
            "trial " + index + (there ? " is counted past its stop" : " is missing"),
            TrialFolder.OUTCOMES);
      }
      if (there) {
        sequence.observe(index, next.success());
        next = outcomes.hasNext() ? outcomes.next() : null;
      }
    }
    return Check.passed(
        "stopping rule", "applied again, stops at the same trials", TrialFolder.OUTCOMES);
  }
}
