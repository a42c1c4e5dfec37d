package org.pollex.eval.trial.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.CheckFailedException;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * Keeps finished trials: those whose turn has come in the journals, the others in a spool until it
 * comes. After {@link #accept} returns, all of it is on the device.
 *
 * <p>In a sequential trial, an outcome enters the chain only if the stopping rule, asked in sealed
 * order, says that it is needed; others lie beside the chain, among the unused.
 *
 * <p>Order of writes: spool, then traces and timing, then outcomes. A kill between two of them
 * leaves a spooled trial, or records that the next run finds and does not write again.
 */
final class OutcomeStore implements AutoCloseable {
  private final TrialFolder folder;
  private final int trials;
  private final Stopping stopping;
  private final JournalWriter outcomes;
  private final JournalWriter traces;
  private final JournalWriter timing;
  private final JournalWriter spool;
  private JournalWriter unused;
  private final Map<Integer, FinishedTrial> waiting = new HashMap<>();
  private final Map<Integer, String> digests = new HashMap<>();

  /** The first trial whose fate is open: neither in the chain nor known to be unneeded. */
  private int next;

  private boolean ended;
  private int usedOutcomes;
  private int tracesWritten;
  private int timingsWritten;

  /** Opens the journals of a trial, and takes in what an interrupted run left in the spool. */
  OutcomeStore(TrialFolder folder, int trials, Stopping stopping) {
    this.folder = folder;
    this.trials = trials;
    this.stopping = stopping;
    this.outcomes = TrialJournals.open(folder, TrialFolder.OUTCOMES);
    this.traces = TrialJournals.open(folder, TrialFolder.TRACES);
    this.timing = TrialJournals.open(folder, TrialFolder.TIMING);
    this.spool = TrialJournals.open(folder, TrialFolder.SPOOL);
    replay();
    tracesWritten = TrialJournals.records(folder, TrialFolder.TRACES).size();
    timingsWritten =
        (int)
            TrialJournals.records(folder, TrialFolder.TIMING).stream()
                .filter(record -> record.type() == TrialJournals.TRIAL)
                .count();
    for (OutcomeRecord surplus : TrialJournals.unused(folder)) {
      digests.put(surplus.index(), Sha256.hex(CanonicalJson.bytes(surplus)));
    }
    for (JournalRecord record : TrialJournals.records(folder, TrialFolder.SPOOL)) {
      FinishedTrial trial = FinishedTrial.unpack(record.payload());
      if (digests.putIfAbsent(trial.index(), Sha256.hex(trial.outcome())) == null) {
        waiting.put(trial.index(), trial);
      }
    }
    drain();
  }

  /** Tells the stopping rule what the chain holds already. */
  private void replay() {
    for (JournalRecord record : TrialJournals.records(folder, TrialFolder.OUTCOMES)) {
      if (record.type() == TrialJournals.END) {
        ended = true;
        continue;
      }
      OutcomeRecord outcome = outcome(record.payload());
      for (; next <= outcome.index(); next++) {
        stopping.reach(next);
        if (stopping.needed(next) != (next == outcome.index())) {
          throw new CheckFailedException(
              folder.file(TrialFolder.OUTCOMES)
                  + ", record "
                  + record.index()
                  + ": not the trial that the sealed stopping rule asks for",
              "See: pollex trial verify " + folder.path());
        }
      }
      stopping.observe(outcome.index(), outcome.success());
      digests.put(outcome.index(), Sha256.hex(record.payload()));
      usedOutcomes++;
    }
  }

  /** Returns which trials need not be run: finished, or past a stop. */
  synchronized BitSet settled() {
    BitSet settled = new BitSet(trials);
    digests.keySet().forEach(settled::set);
    settled.set(0, next);
    return settled;
  }

  /** Keeps finished trials, with one synchronization of each file for all of them. */
  synchronized void accept(List<FinishedTrial> finished) {
    List<FinishedTrial> fresh = new ArrayList<>();
    for (FinishedTrial trial : finished) {
      String digest = Sha256.hex(trial.outcome());
      String known = digests.putIfAbsent(trial.index(), digest);
      if (known == null) {
        waiting.put(trial.index(), trial);
        fresh.add(trial);
      } else if (!known.equals(digest)) {
        throw new RunFailedException(
            "trial " + trial.index() + " was run twice and gave two different outcomes",
            "Something in the world or in a policy is not reproducible. The first outcome stays.");
      }
    }
    int reach = next;
    while (waiting.containsKey(reach)) {
      reach++;
    }
    boolean spooled = false;
    for (FinishedTrial trial : fresh) {
      if (trial.index() >= reach) {
        spool.append(TrialJournals.SPOOLED, trial.pack());
        spooled = true;
      }
    }
    if (spooled) {
      spool.sync();
    }
    drain();
  }

  /** Returns the number of outcomes in the journal. */
  synchronized int journaled() {
    return usedOutcomes;
  }

  /** Records a start of the machinery in the timing journal. */
  synchronized void started(RunStart start) {
    timing.append(TrialJournals.RUN, CanonicalJson.bytes(start));
    timing.sync();
  }

  /** Moves everything whose turn has come out of the waiting room. */
  private void drain() {
    List<FinishedTrial> used = new ArrayList<>();
    List<FinishedTrial> surplus = new ArrayList<>();
    for (int index : List.copyOf(waiting.keySet())) {
      if (index < next) {
        surplus.add(waiting.remove(index));
      }
    }
    for (; next < trials; next++) {
      stopping.reach(next);
      FinishedTrial trial = waiting.get(next);
      if (stopping.needed(next)) {
        if (trial == null) {
          break;
        }
        stopping.observe(next, outcome(trial.outcome()).success());
        used.add(trial);
      } else if (trial != null) {
        surplus.add(trial);
      }
      waiting.remove(next);
    }
    keepUnused(surplus);
    keep(used);
  }

  private void keep(List<FinishedTrial> used) {
    int position = usedOutcomes;
    for (FinishedTrial trial : used) {
      if (position >= tracesWritten) {
        traces.append(TrialJournals.TRIAL, trial.trace());
        tracesWritten++;
      }
      if (position >= timingsWritten) {
        timing.append(TrialJournals.TRIAL, trial.timing());
        timingsWritten++;
      }
      position++;
    }
    boolean ends = stopping != Stopping.NEVER && next == trials && !ended;
    if (!used.isEmpty()) {
      traces.sync();
      timing.sync();
      used.forEach(trial -> outcomes.append(TrialJournals.TRIAL, trial.outcome()));
      usedOutcomes = position;
    }
    if (ends) {
      byte[] end = CanonicalJson.bytes(new EndRecord(usedOutcomes, trials));
      outcomes.append(TrialJournals.END, end);
      ended = true;
    }
    if (ends || !used.isEmpty()) {
      outcomes.sync();
    }
  }

  private void keepUnused(List<FinishedTrial> surplus) {
    if (surplus.isEmpty()) {
      return;
    }
    if (unused == null) {
      unused = TrialJournals.open(folder, TrialFolder.UNUSED);
    }
    surplus.forEach(trial -> unused.append(TrialJournals.TRIAL, trial.outcome()));
    unused.sync();
  }

  private OutcomeRecord outcome(byte[] json) {
    return CanonicalJson.parse(json, OutcomeRecord.class, folder.file(TrialFolder.OUTCOMES));
  }

  /** Closes the journals; the spool goes when the last outcome is in the journal. */
  @Override
  public synchronized void close() {
    try (outcomes;
        traces;
        timing;
        spool) {
      if (unused != null) {
        unused.close();
      }
      if (next == trials) {
        Files.deleteIfExists(spool.file());
      }
    } catch (IOException e) {
      throw StorageFailure.writing(folder.file(TrialFolder.SPOOL), e);
    }
  }
}
