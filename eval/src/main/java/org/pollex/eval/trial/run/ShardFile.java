package org.pollex.eval.trial.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.pollex.datasets.journal.JournalHeader;
import org.pollex.datasets.journal.JournalReader;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.journal.SyncPolicy;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * What one process finished of a shard: a journal of its own, {@code
 * shards/K-of-N.ATTEMPT.journal}.
 *
 * <p>Every process writes a new file, so two that run the same shard at the same time, on machines
 * whose file locks mean nothing to each other, do not meet. Whatever of it is intact counts.
 */
public final class ShardFile implements TrialSink, AutoCloseable {
  private static final String KIND = "trial shard";
  private static final String SUFFIX = ".journal";

  private final JournalWriter journal;

  private ShardFile(JournalWriter journal) {
    this.journal = journal;
  }

  /** Starts a new file for a shard. */
  static ShardFile create(TrialFolder folder, Shard shard) {
    Path shards = folder.file(TrialFolder.SHARDS);
    try {
      Files.createDirectories(shards);
    } catch (IOException e) {
      throw StorageFailure.writing(shards, e);
    }
    String attempt = UUID.randomUUID().toString().substring(0, 8);
    Path file =
        shards.resolve("%05d-of-%05d.%s%s".formatted(shard.number(), shard.of(), attempt, SUFFIX));
    JsonNode metadata =
        CanonicalJson.tree(Map.of("seal", folder.sealDigest(), "shard", shard.toString()));
    return new ShardFile(
        JournalWriter.create(file, new JournalHeader(KIND, metadata), SyncPolicy.EXPLICIT));
  }

  @Override
  public void finished(FinishedTrial trial) {
    journal.append(TrialJournals.SPOOLED, trial.pack());
    journal.sync();
  }

  @Override
  public void started(RunStart start) {
    journal.append(TrialJournals.RUN, CanonicalJson.bytes(start));
    journal.sync();
  }

  @Override
  public void close() {
    journal.close();
  }

  /**
   * What a shard file holds.
   *
   * @param file where it is
   * @param shard which part of the work
   * @param starts the processes, with the physics that they ran on
   * @param trials what was finished
   */
  record Content(Path file, Shard shard, List<RunStart> starts, List<FinishedTrial> trials) {}

  /**
   * Reads a shard file as far as it is intact.
   *
   * @throws CheckFailedException when it belongs to another trial
   */
  static Content read(TrialFolder folder, Path file) {
    List<RunStart> starts = new ArrayList<>();
    List<FinishedTrial> trials = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(file)) {
      JsonNode metadata = reader.requireKind(KIND).header().metadata();
      if (!metadata.path("seal").asText().equals(folder.sealDigest())) {
        throw new CheckFailedException(
            file + " is a shard of another trial than " + folder.path(),
            "Merge only the shards of one sealed folder and of its copies.");
      }
      for (JournalRecord record : reader) {
        if (record.type() == TrialJournals.RUN) {
          starts.add(CanonicalJson.parse(record.payload(), RunStart.class, file));
        } else {
          trials.add(FinishedTrial.unpack(record.payload()));
        }
      }
      return new Content(file, Shard.parse(metadata.path("shard").asText()), starts, trials);
    }
  }

  /**
   * Lists the shard files in trial folders, in folders that hold nothing else, or given one by one.
   */
  static List<Path> find(List<Path> places) {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        files.add(place);
        continue;
      }
      Path shards = place.resolve(TrialFolder.SHARDS);
      Path folder = Files.isDirectory(shards) ? shards : place;
      if (!Files.isDirectory(folder)) {
        throw new BadInputException(
            "no shard files at " + place, "Give a copy of the trial folder, or shard files.");
      }
      try (Stream<Path> list = Files.list(folder)) {
        list.filter(file -> file.getFileName().toString().matches("\\d+-of-\\d+\\..*\\.journal"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw StorageFailure.reading(folder, e);
      }
    }
    return files.stream().distinct().toList();
  }
}
