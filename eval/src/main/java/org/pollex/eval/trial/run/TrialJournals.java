package org.pollex.eval.trial.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.journal.JournalHeader;
import org.pollex.datasets.journal.JournalReader;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.journal.SyncPolicy;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;

/** The journals of a trial: their kinds, record types and headers. */
public final class TrialJournals {
  /** A record of a trial, in every journal but the spool. */
  public static final int TRIAL = 1;

  /** A {@link RunStart}, in the timing journal. */
  public static final int RUN = 2;

  /** In the spool: index, then outcome, trace and timing, each preceded by its length. */
  static final int SPOOLED = 3;

  /** The last record of a sequential trial's outcomes: an {@link EndRecord}. */
  public static final int END = 4;

  /** An {@link Amendment}. */
  static final int AMENDMENT = 5;

  /** An {@link OperatorEntry}. */
  static final int ENTRY = 6;

  /** A {@link Review}. */
  static final int REVIEW = 7;

  private static final Map<String, String> KINDS =
      Map.of(
          TrialFolder.OUTCOMES, "trial outcomes",
          TrialFolder.TRACES, "trial traces",
          TrialFolder.TIMING, "trial timing",
          TrialFolder.UNUSED, "trial unused outcomes",
          TrialFolder.AMENDMENTS, "trial amendments",
          TrialFolder.OPERATOR, "trial operator entries",
          TrialFolder.REVIEWS, "trial reviews",
          TrialFolder.SPOOL, "trial spool");

  private TrialJournals() {}

  /** Opens a journal of a trial to append to it; creates it at the first time. */
  static JournalWriter open(TrialFolder folder, String name) {
    Path file = folder.file(name);
    if (!Files.exists(file)) {
      return JournalWriter.create(
          file, new JournalHeader(KINDS.get(name), header(folder)), SyncPolicy.EXPLICIT);
    }
    if (!belongs(folder, name)) {
      throw new CheckFailedException(
          file + " does not belong to " + folder.file(TrialFolder.HEADER),
          "One of the two was changed or replaced. Restore the folder from a backup.");
    }
    return JournalWriter.open(file, KINDS.get(name), SyncPolicy.EXPLICIT);
  }

  /** What every journal of a trial starts with: the seal that it belongs to. */
  static JsonNode header(TrialFolder folder) {
    return CanonicalJson.tree(Map.of("seal", folder.sealDigest()));
  }

  /** Returns true when a journal was started under the folder's own seal. */
  public static boolean belongs(TrialFolder folder, String name) {
    try (JournalReader reader = JournalReader.open(folder.file(name))) {
      return reader.requireKind(KINDS.get(name)).header().metadata().equals(header(folder));
    }
  }

  /** Returns true when no trial is left to run. */
  public static boolean complete(TrialFolder folder, SealedHeader header) {
    List<JournalRecord> records = records(folder, TrialFolder.OUTCOMES);
    return header.analysis().isSequential()
        ? !records.isEmpty() && records.getLast().type() == END
        : records.size() == header.trials();
  }

  /** Reads what an operator entered and retracted. */
  public static List<OperatorEntry> entries(TrialFolder folder) {
    return records(folder, TrialFolder.OPERATOR).stream()
        .map(
            record ->
                CanonicalJson.parse(
                    record.payload(), OperatorEntry.class, folder.file(TrialFolder.OPERATOR)))
        .toList();
  }

  /** Appends an amendment. */
  public static void amend(TrialFolder folder, Amendment amendment) {
    try (JournalWriter journal = open(folder, TrialFolder.AMENDMENTS)) {
      journal.append(AMENDMENT, CanonicalJson.bytes(amendment));
      journal.sync();
    }
  }

  /** Reads the amendments, in the order in which they were made. */
  public static List<Amendment> amendments(TrialFolder folder) {
    return records(folder, TrialFolder.AMENDMENTS).stream()
        .map(
            record ->
                CanonicalJson.parse(
                    record.payload(), Amendment.class, folder.file(TrialFolder.AMENDMENTS)))
        .toList();
  }

  /** Appends a review. */
  public static void review(TrialFolder folder, Review review) {
    try (JournalWriter journal = open(folder, TrialFolder.REVIEWS)) {
      journal.append(REVIEW, CanonicalJson.bytes(review));
      journal.sync();
    }
  }

  /** Reads the reviews, in the order in which they were made. */
  public static List<Review> reviews(TrialFolder folder) {
    return records(folder, TrialFolder.REVIEWS).stream()
        .map(
            record ->
                CanonicalJson.parse(
                    record.payload(), Review.class, folder.file(TrialFolder.REVIEWS)))
        .toList();
  }

  /** Reads the outcomes that count, in sealed order. */
  public static List<OutcomeRecord> outcomes(TrialFolder folder) {
    return read(folder, TrialFolder.OUTCOMES);
  }

  /** Reads the outcomes past a sequential stop, in the order in which they came. */
  public static List<OutcomeRecord> unused(TrialFolder folder) {
    return read(folder, TrialFolder.UNUSED);
  }

  private static List<OutcomeRecord> read(TrialFolder folder, String name) {
    List<OutcomeRecord> outcomes = new ArrayList<>();
    for (JournalRecord record : records(folder, name)) {
      if (record.type() == TRIAL) {
        outcomes.add(CanonicalJson.parse(record.payload(), OutcomeRecord.class, folder.file(name)));
      }
    }
    return outcomes;
  }

  /** Reads the intact records of a journal; none when there is no such file. */
  public static List<JournalRecord> records(TrialFolder folder, String name) {
    List<JournalRecord> records = new ArrayList<>();
    if (folder.has(name)) {
      try (JournalReader reader = JournalReader.open(folder.file(name))) {
        reader.forEach(records::add);
      }
    }
    return records;
  }
}
