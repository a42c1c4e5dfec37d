package org.pollex.eval.trial.run;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * A trial on the lab's own robot: gives out the next code, takes in outcomes, retractions and
 * repetitions. A terminal and a web console are both front ends of it.
 *
 * <p>Every entry is on the device before it is acknowledged, and counts once however often it is
 * sent. The outcome chain is written when the trial is closed, from the entries that hold then, so
 * until then a mistake can be retracted with a reason; both stay in the operator's chain. Safe for
 * use by several threads.
 */
public final class ManualTrials implements AutoCloseable {
  private final TrialFolder folder;
  private final SealedHeader header;
  private final List<SealedTrial> trials;
  private final Map<String, SealedTrial> byCode = new HashMap<>();
  private final Supplier<? extends Stopping> rules;
  private final Clock clock;
  private final JournalWriter journal;
  private final Map<String, OperatorEntry> entries = new LinkedHashMap<>();
  private final Map<String, OperatorEntry> holding = new HashMap<>();

  /** The stopping rule, fed with the outcomes of all trials before {@code reached}. */
  private Stopping rule;

  private int reached;

  /**
   * Opens a trial, with what was entered before.
   *
   * @param rules starts the sealed stopping rule anew, as often as something is retracted
   */
  public ManualTrials(TrialFolder folder, Supplier<? extends Stopping> rules, Clock clock) {
    this.folder = folder;
    this.header = folder.header();
    this.trials = folder.trials();
    this.rules = rules;
    this.clock = clock;
    trials.forEach(trial -> byCode.put(trial.code(), trial));
    this.journal = TrialJournals.open(folder, TrialFolder.OPERATOR);
    TrialJournals.entries(folder).forEach(this::take);
  }

  /** Returns the next trial to run: the first needed one, in sealed order, without an outcome. */
  public synchronized Optional<SealedTrial> next() {
    if (rule == null) {
      rule = rules.get();
      reached = 0;
    }
    for (; reached < trials.size(); reached++) {
      rule.reach(reached);
      if (rule.needed(reached)) {
        OperatorEntry entry = holding.get(trials.get(reached).code());
        if (entry == null) {
          return Optional.of(trials.get(reached));
        }
        rule.observe(reached, entry.success());
      }
    }
    return Optional.empty();
  }

  /** Returns the milestones to be scored in a task. */
  public List<String> milestones(String task) {
    return header.rubric().getOrDefault(task, List.of());
  }

  /** Returns everything that was entered, by code and without any name of a policy. */
  public synchronized List<OperatorEntry> entries() {
    return List.copyOf(entries.values());
  }

  /**
   * Takes in the outcome of a trial.
   *
   * @param id of the entry; one that is known already changes nothing
   * @throws BadInputException for an unknown code, a trial that has an outcome, or milestones that
   *     are not the rubric's
   */
  public synchronized void enter(
      String id,
      String code,
      boolean success,
      Map<String, Boolean> milestones,
      double seconds,
      String note) {
    if (entries.containsKey(id)) {
      return;
    }
    SealedTrial trial = trial(code);
    if (holding.containsKey(code)) {
      throw new BadInputException(
          "trial " + code + " has an outcome already", "Retract it first, with a reason.");
    }
    if (!Set.copyOf(milestones(trial.task())).equals(milestones.keySet())) {
      throw new BadInputException(
          "milestones " + milestones.keySet(),
          "The rubric of " + trial.task() + " has: " + milestones(trial.task()));
    }
    if (!(seconds >= 0 && seconds <= header.horizon() * header.controlPeriod())) {
      throw new BadInputException(
          "a rollout of " + seconds + " s",
          "Allowed: 0 to " + header.horizon() * header.controlPeriod() + " s, the time limit.");
    }
    append(OperatorEntry.Kind.OUTCOME, id, code, success, milestones, seconds, note);
  }

  /**
   * Takes an outcome back; the trial comes up again.
   *
   * @throws BadInputException for a trial without an outcome, or without a reason
   */
  public synchronized void retract(String id, String code, String reason) {
    if (entries.containsKey(id)) {
      return;
    }
    trial(code);
    if (!holding.containsKey(code)) {
      throw new BadInputException("trial " + code + " has no outcome to retract", "");
    }
    if (reason.isBlank()) {
      throw new BadInputException("a retraction without a reason", "Say why; it is published.");
    }
    append(OperatorEntry.Kind.RETRACTION, id, code, false, Map.of(), 0, reason);
  }

  private void append(
      OperatorEntry.Kind kind,
      String id,
      String code,
      boolean success,
      Map<String, Boolean> milestones,
      double seconds,
      String text) {
    if (folder.has(TrialFolder.OUTCOMES)) {
      throw new BadInputException(
          "this trial is closed", "Note what is wrong: pollex trial amend.");
    }
    String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    OperatorEntry entry = new OperatorEntry(id, kind, code, success, milestones, seconds, text, at);
    journal.append(TrialJournals.ENTRY, CanonicalJson.bytes(entry));
    journal.sync();
    take(entry);
  }

  private void take(OperatorEntry entry) {
    entries.put(entry.id(), entry);
    if (entry.kind() == OperatorEntry.Kind.OUTCOME) {
      holding.put(entry.code(), entry);
    } else {
      holding.remove(entry.code());
      forgetRule();
    }
  }

  private SealedTrial trial(String code) {
    SealedTrial trial = byCode.get(code);
    if (trial == null) {
      throw BadInputException.unknownName("code", code, byCode.keySet());
    }
    return trial;
  }

  /**
   * Ends the trial: writes the outcome chain from the entries that hold. Nothing can be entered or
   * retracted afterwards.
   *
   * @throws BadInputException while a trial is missing
   */
  public synchronized void finish() {
    Optional<SealedTrial> missing = next();
    if (missing.isPresent()) {
      throw new BadInputException(
          "trial " + missing.get().code() + " has no outcome", "Enter it, then close the trial.");
    }
    List<FinishedTrial> finished = new ArrayList<>();
    for (SealedTrial trial : trials) {
      OperatorEntry entry = holding.get(trial.code());
      if (entry != null) {
        finished.add(finished(trial, entry));
      }
    }
    try (Stopping fresh = header.analysis().isSequential() ? rules.get() : Stopping.NEVER;
        OutcomeStore store = new OutcomeStore(folder, header.trials(), fresh)) {
      store.accept(finished);
    }
  }

  private FinishedTrial finished(SealedTrial trial, OperatorEntry entry) {
    int steps = (int) Math.round(entry.seconds() / header.controlPeriod());
    String started =
        Instant.parse(entry.at()).minusMillis((long) (1000 * entry.seconds())).toString();
    return FinishedTrial.of(
        new OutcomeRecord(
            trial.index(),
            trial.code(),
            trial.task(),
            trial.condition(),
            entry.success(),
            steps,
            OutcomeRecord.End.ENTERED,
            0,
            Map.of(),
            entry.milestones(),
            ""),
        new TraceRecord(trial.index(), List.of(), "", "", "", "", "", ""),
        new TimingRecord(trial.index(), started, entry.seconds(), Map.of(), Map.of()));
  }

  /** Starts over after something was taken back. */
  private void forgetRule() {
    if (rule != null) {
      rule.close();
      rule = null;
    }
  }

  @Override
  public synchronized void close() {
    forgetRule();
    journal.close();
  }
}
