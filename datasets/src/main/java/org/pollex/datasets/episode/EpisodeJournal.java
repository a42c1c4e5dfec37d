package org.pollex.datasets.episode;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.datasets.journal.Finding;
import org.pollex.datasets.journal.JournalHeader;
import org.pollex.datasets.journal.JournalReader;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.LookAhead;
import org.pollex.errors.BadInputException;

/**
 * Reads the episodes of a journal, or of any prefix of one: the finished ones in order of
 * finishing, one at a time in memory; after them, {@link #unfinished} gives those that were cut
 * short.
 */
public final class EpisodeJournal implements Iterable<Episode>, AutoCloseable {
  private final Path file;
  private final JournalReader reader;
  private final boolean salvage;
  private final Environment environment;
  private final Map<Integer, EpisodeAssembly> open = new TreeMap<>();
  private final List<Episode> unfinished = new ArrayList<>();
  private final Set<Integer> lost = new HashSet<>();
  private final List<String> losses = new ArrayList<>();
  private Iterator<JournalRecord> records;
  private int nextNumber;

  private EpisodeJournal(Path file, JournalReader reader, boolean salvage) {
    this.file = file;
    this.reader = reader;
    this.salvage = salvage;
    this.environment =
        reader.headerLost() ? Environment.UNKNOWN : environment(reader.header(), file);
  }

  private static Environment environment(JournalHeader header, Path file) {
    byte[] metadata = CanonicalJson.bytes(header.metadata());
    return CanonicalJson.parse(metadata, EpisodeRecords.Recording.class, file).environment();
  }

  /**
   * Opens a recording; damage found on the way is refused, a torn tail is not damage.
   *
   * @throws BadInputException if the file is missing, damaged, or no recording of episodes
   */
  public static EpisodeJournal open(Path file) {
    return open(file, JournalReader.open(file), false);
  }

  /**
   * Opens a damaged recording: episodes that the damage touched are left out and told by {@link
   * #losses}, all others are given. Without a readable header the world is {@link
   * Environment#UNKNOWN}, and the first finding says so.
   *
   * @throws BadInputException if the file is missing or no recording
   */
  public static EpisodeJournal salvage(Path file) {
    return open(file, JournalReader.salvage(file), true);
  }

  private static EpisodeJournal open(Path file, JournalReader reader, boolean salvage) {
    try {
      return new EpisodeJournal(file, requireEpisodes(reader), salvage);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** A lost header cannot tell the kind; the records then have to. */
  private static JournalReader requireEpisodes(JournalReader reader) {
    return reader.headerLost() ? reader : reader.requireKind(EpisodeRecords.KIND);
  }

  /** Returns the world that the episodes were recorded in. */
  public Environment environment() {
    return environment;
  }

  /** Returns the finished episodes; one pass over the file. */
  @Override
  public Iterator<Episode> iterator() {
    if (records != null) {
      throw new IllegalStateException("a recording is read once; open it again");
    }
    records = reader.iterator();
    return new LookAhead<>(this::advance);
  }

  private Optional<Episode> advance() {
    while (records.hasNext()) {
      Optional<Episode> finished = take(records.next());
      if (finished.isPresent()) {
        return finished;
      }
    }
    open.values().forEach(a -> unfinished.add(a.episode(Optional.empty())));
    open.clear();
    return Optional.empty();
  }

  private Optional<Episode> take(JournalRecord record) {
    ByteBuffer payload = ByteBuffer.wrap(record.payload()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return take(record, payload.getInt(), payload);
    } catch (BufferUnderflowException e) {
      throw unreadable(record, "is too short for its type " + record.type());
    }
  }

  private Optional<Episode> take(JournalRecord record, int number, ByteBuffer payload) {
    if (record.type() == EpisodeRecords.BEGIN) {
      open.put(
          number,
          new EpisodeAssembly(EpisodeRecords.json(payload, EpisodeRecords.Begin.class, file)));
      nextNumber = Math.max(nextNumber, number + 1);
      return Optional.empty();
    }
    EpisodeAssembly assembly = open.get(number);
    if (assembly == null) {
      lose(record, number);
      return Optional.empty();
    }
    switch (record.type()) {
      case EpisodeRecords.STEP -> {
        if (!assembly.step(payload)) {
          lose(record, number);
        }
      }
      case EpisodeRecords.PICTURE -> {
        if (!assembly.picture(payload)) {
          lose(record, number);
        }
      }
      case EpisodeRecords.TENSOR -> assembly.tensor(EpisodeRecords.tensor(payload));
      case EpisodeRecords.END -> {
        return end(record, number, EpisodeRecords.json(payload, EpisodeRecords.End.class, file));
      }
      default -> throw unreadable(record, "has the unknown type " + record.type());
    }
    return Optional.empty();
  }

  private Optional<Episode> end(JournalRecord record, int number, EpisodeRecords.End end) {
    if (!open.get(number).isComplete(end)) {
      lose(record, number);
      return Optional.empty();
    }
    EpisodeAssembly assembly = open.remove(number);
    if (end.outcome() == null) {
      unfinished.add(assembly.episode(Optional.empty()));
      return Optional.empty();
    }
    return Optional.of(assembly.episode(Optional.of(end.outcome())));
  }

  private BadInputException unreadable(JournalRecord record, String how) {
    return new BadInputException(
        file + ", record " + record.index() + " at offset " + record.offset() + " " + how,
        "The journal was written by a newer Pollex; read it with that version.");
  }

  /** Something between the episode's beginning and this record is missing. */
  private void lose(JournalRecord record, int number) {
    if (!lost.add(number)) {
      return;
    }
    EpisodeAssembly assembly = open.remove(number);
    String what =
        assembly == null
            ? "an episode whose beginning is damaged (number " + number + ")"
            : "episode " + assembly.metadata().index() + " of task " + assembly.metadata().task();
    String loss = what + " lacks a record before record " + record.index();
    if (!salvage) {
      throw new BadInputException(
          file + ": " + loss, "Save the other episodes with 'pollex data recover'.");
    }
    losses.add(loss);
  }

  /** Returns the episodes without an end, with all their complete steps; after the iteration. */
  public List<Episode> unfinished() {
    return List.copyOf(unfinished);
  }

  /** Returns the episodes that damage took, one sentence each; after the iteration. */
  public List<String> losses() {
    return List.copyOf(losses);
  }

  /** Returns what is wrong with the file, a torn tail included; after the iteration. */
  public List<Finding> findings() {
    return reader.findings();
  }

  /** Returns the number that the next episode of this journal gets; after the iteration. */
  int nextNumber() {
    return nextNumber;
  }

  @Override
  public void close() {
    reader.close();
  }
}
