package org.pollex.eval.trial.run;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
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

  /** Returns an entry. */
  public synchronized Optional<OperatorEntry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** Returns how many trials have an outcome now. */
  public synchronized int outcomes() {
    return holding.size();
  }

  /** Returns the entry that gives a trial its outcome now. */
  public synchronized Optional<OperatorEntry> outcome(String code) {
    return Optional.ofNullable(holding.get(code));
  }

  /**
   * Takes in the outcome of a trial.
   *
   * @param id of the entry; one that is known already changes nothing
   * @throws BadInputException for an unknown code, a trial that has an outcome, or milestones that
   *     are not the rubric's
   */
  public void enter(
      String id,
      String code,
      boolean success,
      Map<String, Boolean> milestones,
      double seconds,
      String note) {
    submit(OperatorEntry.outcome(id, code, success, milestones, seconds, note));
  }

  /**
   * Takes an outcome back; the trial comes up again.
   *
   * @throws BadInputException for a trial without an outcome, or without a reason
   */
  public void retract(String id, String code, String reason) {
    submit(OperatorEntry.remark(id, Kind.RETRACTION, code, reason, ""));
  }

  /**
   * Notes that the command of a trial ended by itself before its outcome was entered: it is started
   * again. As often as the plan allows, and the trial has crashed, which is a failure.
   *
   * @return what to tell the operator
   */
  public synchronized String died(String code) {
    int allowed = header.crashAttempts();
    if (holding.containsKey(code) || closed()) {
      return "";
    }
    submit(OperatorEntry.remark(UUID.randomUUID().toString(), Kind.DEATH, code, "", ""));
    int deaths = OperatorEntry.deaths(entries(), code);
    String said = code + ": the policy ended by itself, " + deaths + " of " + allowed + " times.";
    if (deaths < allowed) {
      return said + " Set the scene up and start it again.";
    }
    List<String> milestones = milestones(trial(code).task());
    submit(OperatorEntry.crash(UUID.randomUUID().toString(), code, milestones, deaths));
    return said + " This is its outcome: crashed, a failure.";
  }

  /**
   * Takes in any entry.
   *
   * @return false when this entry, by its id, was there already; nothing has changed then
   * @throws BadInputException for an entry that makes no sense, or whose id belongs to another one
   */
  public synchronized boolean submit(OperatorEntry entry) {
    OperatorEntry known = entries.get(entry.id());
    if (known != null) {
      if (!known.says(entry)) {
        throw new BadInputException(
            "entry " + entry.id() + " is there already and says something else",
            "Send it under an id of its own.");
      }
      return false;
    }
    SealedTrial trial = trial(entry.code());
    switch (entry.kind()) {
      case OUTCOME -> requireOutcome(trial, entry);
      case RETRACTION -> requireRetraction(entry);
      case START, DEATH, CRASH, NOTE, PHOTO, REFERENCE, EMERGENCY, SURPLUS -> requireSealed();
    }
    append(entry);
    return true;
  }

  private void requireOutcome(SealedTrial trial, OperatorEntry entry) {
    requireOpen();
    if (holding.containsKey(entry.code())) {
      throw new BadInputException(
          "trial " + entry.code() + " has an outcome already", "Retract it first, with a reason.");
    }
    if (!Set.copyOf(milestones(trial.task())).equals(entry.milestones().keySet())) {
      throw new BadInputException(
          "milestones " + entry.milestones().keySet(),
          "The rubric of " + trial.task() + " has: " + milestones(trial.task()));
    }
    if (!(entry.seconds() >= 0 && entry.seconds() <= timeLimit())) {
      throw new BadInputException(
          "a rollout of " + entry.seconds() + " s",
          "Allowed: 0 to " + timeLimit() + " s, the time limit.");
    }
  }

  private void requireRetraction(OperatorEntry entry) {
    requireOpen();
    OperatorEntry held = holding.get(entry.code());
    if (held == null || !(entry.about().isEmpty() || entry.about().equals(held.id()))) {
      throw new BadInputException("trial " + entry.code() + " has no outcome to retract", "");
    }
    if (entry.text().isBlank()) {
      throw new BadInputException("a retraction without a reason", "Say why; it is published.");
    }
  }

  /** Returns true when the trial was closed; outcomes cannot change any more. */
  public boolean closed() {
    return folder.has(TrialFolder.OUTCOMES);
  }

  /** Returns the seconds after which a rollout is over. */
  public double timeLimit() {
    return header.horizon() * header.controlPeriod();
  }

  private void requireOpen() {
    if (closed()) {
      throw new BadInputException(
          "this trial is closed", "Note what is wrong: pollex trial amend.");
    }
  }

  private void requireSealed() {
    if (folder.has(TrialFolder.OPENED)) {
      throw new BadInputException(
          "this trial is unsealed", "Note what is wrong: pollex trial amend.");
    }
  }

  private void append(OperatorEntry submitted) {
    OperatorEntry entry =
        submitted.arrived(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    journal.append(TrialJournals.ENTRY, CanonicalJson.bytes(entry));
    journal.sync();
    take(entry);
  }

  private void take(OperatorEntry entry) {
    entries.put(entry.id(), entry);
    entry.settle(holding);
    if (entry.kind() == Kind.RETRACTION) {
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
    String started = entry.began().toString();
    return FinishedTrial.of(
        new OutcomeRecord(
            trial.index(),
            trial.code(),
            trial.task(),
            trial.condition(),
            entry.success(),
            entry.steps(header.controlPeriod()),
            entry.kind() == Kind.CRASH ? OutcomeRecord.End.CRASHED : OutcomeRecord.End.ENTERED,
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
