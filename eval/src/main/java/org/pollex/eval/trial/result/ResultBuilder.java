package org.pollex.eval.trial.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.blinding.BlindingAudit;
import org.pollex.eval.trial.blinding.OperatorView;
import org.pollex.eval.trial.review.OpenedReviews;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TraceRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.Note;
import org.pollex.eval.trial.seal.NoteBox;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedPlan;
import org.pollex.eval.trial.seal.SealedPolicy;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/** Joins an opened plan with the journals of its folder. */
public final class ResultBuilder {
  private final TrialFolder folder;
  private final SealedPlan plan;
  private final SealedHeader header;
  private final NoteBox notes;
  private final Map<String, OperatorEntry> entries;

  /** Creates a builder for a folder whose trials are all finished. */
  public ResultBuilder(TrialFolder folder, SealedPlan plan) {
    this.folder = folder;
    this.plan = plan;
    this.header = folder.header();
    this.notes = new NoteBox(HexFormat.of().parseHex(plan.noteKey()));
    this.entries = OperatorEntry.holding(TrialJournals.entries(folder));
  }

  /** Builds the result; the same folder gives the same result. */
  public TrialResult build() {
    List<SealedTrial> trials = folder.trials();
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (OutcomeRecord outcome : TrialJournals.outcomes(folder)) {
      outcomes.add(opened(outcome, trials.get(outcome.index())));
    }
    List<TrialOutcome> unused = new ArrayList<>();
    for (OutcomeRecord outcome : TrialJournals.unused(folder)) {
      unused.add(opened(outcome, trials.get(outcome.index())));
    }
    List<String> names = plan.policies().stream().map(SealedPolicy::name).toList();
    TimingSummary timing = TimingSummary.read(folder, outcomes);
    return new TrialResult(
        plan.plan(),
        seal(),
        plan.policies().stream().map(this::tested).toList(),
        plan.tasks(),
        header.controlPeriod(),
        outcomes,
        timing.runs(),
        timing.policies(names),
        filmStrips(trials, outcomes),
        unused,
        TrialJournals.amendments(folder),
        BlindingAudit.of(OperatorView.read(folder, this::policy)),
        OpenedReviews.read(folder, names, this::policy));
  }

  private String policy(int index) {
    return plan.policies().get(plan.assignments().get(index).policy()).name();
  }

  private Seal seal() {
    return new Seal(
        header.planDigest(),
        header.root(),
        folder.sealDigest(),
        JournalVerification.of(folder.file(TrialFolder.OUTCOMES)).head().hex(),
        header.trials());
  }

  private TestedPolicy tested(SealedPolicy policy) {
    Map<String, String> privileged = new LinkedHashMap<>(plan.privileged());
    privileged.keySet().retainAll(policy.streams());
    return new TestedPolicy(
        policy.name(),
        policy.address(),
        policy.family(),
        policy.streams(),
        privileged,
        policy.digest());
  }

  private TrialOutcome opened(OutcomeRecord outcome, SealedTrial trial) {
    Note note =
        outcome.note().isEmpty()
            ? new Note("", "", Map.of())
            : notes.open(outcome.code(), Base64.getDecoder().decode(outcome.note()));
    Map<String, Object> diagnostics = new TreeMap<>();
    note.diagnostics().forEach(diagnostics::put);
    OperatorEntry entered = entries.get(outcome.code());
    if (entered != null && !entered.by().isEmpty()) {
      // Operators of several sites enter as name@site.
      int at = entered.by().indexOf('@');
      diagnostics.put("operator", at < 0 ? entered.by() : entered.by().substring(0, at));
      if (at >= 0) {
        diagnostics.put("site", entered.by().substring(at + 1));
      }
    }
    return new TrialOutcome(
        outcome.index(),
        outcome.code(),
        policy(outcome.index()),
        outcome.task(),
        outcome.condition(),
        outcome.success(),
        outcome.steps(),
        outcome.steps() * header.controlPeriod(),
        outcome.success() ? "" : stage(outcome.end(), note),
        entered == null ? note.reason() : entered.text(),
        outcome.interventions(),
        diagnostics,
        outcome.milestones(),
        trial.commitment());
  }

  /** The stage that failed: what stopped the rollout from outside, else what the policy says. */
  private static String stage(OutcomeRecord.End end, Note note) {
    if (end == OutcomeRecord.End.UNSAFE_COMMAND) {
      return "safety";
    }
    if (end == OutcomeRecord.End.CRASHED) {
      return "crashed";
    }
    if (end == OutcomeRecord.End.WORLD_FAILED) {
      return "world";
    }
    if (!note.stage().isEmpty()) {
      return note.stage();
    }
    JsonNode own = note.diagnostics().get("stage");
    if (own != null && own.isTextual() && !own.asText().isEmpty()) {
      return own.asText();
    }
    return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private List<FilmStrip> filmStrips(List<SealedTrial> trials, List<TrialOutcome> outcomes) {
    Map<Integer, TrialOutcome> byIndex = new HashMap<>();
    outcomes.forEach(outcome -> byIndex.put(outcome.index(), outcome));
    List<FilmStrip> strips = new ArrayList<>();
    for (var record : TrialJournals.records(folder, TrialFolder.TRACES)) {
      TraceRecord trace = parse(record.payload(), TraceRecord.class, TrialFolder.TRACES);
      if (trials.get(trace.index()).film()) {
        strips.add(Traces.strip(trace, byIndex.get(trace.index()), header.controlPeriod()));
      }
    }
    return strips;
  }

  private <T> T parse(byte[] json, Class<T> type, String file) {
    return CanonicalJson.parse(json, type, folder.file(file));
  }
}
