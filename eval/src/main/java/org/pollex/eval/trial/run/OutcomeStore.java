package org.pollex.eval.trial.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * Keeps finished trials: those whose turn has come in the journals, the others in a spool until it
 * comes. After {@link #accept} returns, all of it is on the device.
 *
 * <p>Order of writes: spool, then traces and timing, then outcomes. A kill between two of them
 * leaves a spooled trial, or records that the next run finds and does not write again.
 */
final class OutcomeStore implements AutoCloseable {
  private final TrialFolder folder;
  private final int trials;
  private final JournalWriter outcomes;
  private final JournalWriter traces;
  private final JournalWriter timing;
  private final JournalWriter spool;
  private final Map<Integer, FinishedTrial> waiting = new HashMap<>();
  private final Map<Integer, String> digests = new HashMap<>();
  private int nextOutcome;
  private int nextTrace;
  private int nextTiming;

  /** Opens the journals of a trial, and takes in what an interrupted run left in the spool. */
  OutcomeStore(TrialFolder folder, int trials) {
    this.folder = folder;
    this.trials = trials;
    this.outcomes = TrialJournals.open(folder, TrialFolder.OUTCOMES);
    this.traces = TrialJournals.open(folder, TrialFolder.TRACES);
    this.timing = TrialJournals.open(folder, TrialFolder.TIMING);
    this.spool = TrialJournals.open(folder, TrialFolder.SPOOL);
    for (JournalRecord record : TrialJournals.records(folder, TrialFolder.OUTCOMES)) {
      digests.put(nextOutcome++, Sha256.hex(record.payload()));
    }
    nextTrace = TrialJournals.records(folder, TrialFolder.TRACES).size();
    nextTiming =
        (int)
            TrialJournals.records(folder, TrialFolder.TIMING).stream()
                .filter(record -> record.type() == TrialJournals.TRIAL)
                .count();
    for (JournalRecord record : TrialJournals.records(folder, TrialFolder.SPOOL)) {
      FinishedTrial trial = unpack(record.payload());
      if (trial.index() >= nextOutcome) {
        waiting.put(trial.index(), trial);
        digests.put(trial.index(), Sha256.hex(trial.outcome()));
      }
    }
    drain();
  }

  /** Returns which trials are finished, in the journal or in the spool. */
  synchronized BitSet finished() {
    BitSet finished = new BitSet(trials);
    digests.keySet().forEach(finished::set);
    return finished;
  }

  /** Returns the number of outcomes in the journal. */
  synchronized int journaled() {
    return nextOutcome;
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
    int reach = reach();
    boolean spooled = false;
    for (FinishedTrial trial : fresh) {
      if (trial.index() >= reach) {
        spool.append(TrialJournals.SPOOLED, pack(trial));
        spooled = true;
      }
    }
    if (spooled) {
      spool.sync();
    }
    drain();
  }

  /** Records a start of the machinery in the timing journal. */
  synchronized void started(RunStart start) {
    timing.append(TrialJournals.RUN, CanonicalJson.bytes(start));
    timing.sync();
  }

  /** The first trial that is not finished. */
  private int reach() {
    int index = nextOutcome;
    while (waiting.containsKey(index)) {
      index++;
    }
    return index;
  }

  private void drain() {
    int reach = reach();
    if (reach == nextOutcome) {
      return;
    }
    for (; nextTrace < reach; nextTrace++) {
      traces.append(TrialJournals.TRIAL, waiting.get(nextTrace).trace());
    }
    for (; nextTiming < reach; nextTiming++) {
      timing.append(TrialJournals.TRIAL, waiting.get(nextTiming).timing());
    }
    traces.sync();
    timing.sync();
    for (; nextOutcome < reach; nextOutcome++) {
      outcomes.append(TrialJournals.TRIAL, waiting.remove(nextOutcome).outcome());
    }
    outcomes.sync();
  }

  private static byte[] pack(FinishedTrial trial) {
    ByteBuffer bytes =
        ByteBuffer.allocate(
            4 * Integer.BYTES
                + trial.outcome().length
                + trial.trace().length
                + trial.timing().length);
    bytes.putInt(trial.index());
    for (byte[] part : List.of(trial.outcome(), trial.trace(), trial.timing())) {
      bytes.putInt(part.length).put(part);
    }
    return bytes.array();
  }

  private static FinishedTrial unpack(byte[] payload) {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    int index = bytes.getInt();
    byte[][] parts = new byte[3][];
    for (int i = 0; i < parts.length; i++) {
      int length = bytes.getInt();
      parts[i] = Arrays.copyOfRange(payload, bytes.position(), bytes.position() + length);
      bytes.position(bytes.position() + length);
    }
    return new FinishedTrial(index, parts[0], parts[1], parts[2]);
  }

  /** Closes the journals; the spool goes when the last outcome is in the journal. */
  @Override
  public synchronized void close() {
    try (outcomes;
        traces;
        timing;
        spool) {
      if (nextOutcome == trials) {
        Files.deleteIfExists(spool.file());
      }
    } catch (IOException e) {
      throw StorageFailure.writing(folder.file(TrialFolder.SPOOL), e);
    }
  }
}
