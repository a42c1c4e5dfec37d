package org.pollex.datasets.episode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.datasets.journal.Finding;
import org.pollex.datasets.journal.JournalHeader;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.journal.SyncPolicy;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.hardware.world.StreamSpec;

/**
 * Records episodes into a journal, step by step.
 *
 * <pre>{@code
 * try (EpisodeRecorder recorder = EpisodeRecorder.create(file, environment)) {
 *   OpenEpisode episode = recorder.begin(metadata, streams);
 *   episode.tensor("cloud_points", cloud);
 *   episode.step(Map.of("actions", action, "obs/ee_pos", position));
 *   episode.finish(outcome);
 * }
 * }</pre>
 *
 * <p>Several episodes may be open at once. A finished episode is on the storage device when {@link
 * OpenEpisode#finish} returns; steps of an open one reach the operating system at once, so that a
 * killed process loses at most the step being written.
 */
public final class EpisodeRecorder implements AutoCloseable {
  private final JournalWriter journal;
  private final List<EpisodeMetadata> finished;
  private int nextNumber;

  private EpisodeRecorder(JournalWriter journal, List<EpisodeMetadata> finished, int nextNumber) {
    this.journal = journal;
    this.finished = List.copyOf(finished);
    this.nextNumber = nextNumber;
  }

  /**
   * Starts a recording in a new journal.
   *
   * @throws org.pollex.errors.BadInputException if something exists at {@code file}
   * @throws org.pollex.errors.RunFailedException if it cannot be written
   */
  public static EpisodeRecorder create(Path file, Environment environment) {
    EpisodeRecords.Recording recording = new EpisodeRecords.Recording(environment);
    JournalHeader header = new JournalHeader(EpisodeRecords.KIND, CanonicalJson.tree(recording));
    return new EpisodeRecorder(
        JournalWriter.create(file, header, SyncPolicy.EXPLICIT), List.of(), 0);
  }

  /**
   * Continues a recording after its process ended or was killed. {@link #finished} tells which
   * episodes need not be recorded again; unfinished ones stay in the journal and do not count.
   *
   * @throws org.pollex.errors.BadInputException if the file is missing, damaged, or no recording
   * @throws org.pollex.errors.RunFailedException if it cannot be written or is being written
   */
  public static EpisodeRecorder resume(Path file) {
    JournalWriter journal = JournalWriter.open(file, EpisodeRecords.KIND, SyncPolicy.EXPLICIT);
    try (EpisodeJournal recorded = EpisodeJournal.open(file)) {
      List<EpisodeMetadata> finished = new ArrayList<>();
      recorded.forEach(episode -> finished.add(episode.metadata()));
      return new EpisodeRecorder(journal, finished, recorded.nextNumber());
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * Starts an episode.
   *
   * @param streams what each step will bring, with names as in HDF5; {@code shape} is that of one
   *     row and has no -1
   */
  public synchronized OpenEpisode begin(EpisodeMetadata metadata, List<StreamSpec> streams) {
    int number = nextNumber++;
    journal.append(
        EpisodeRecords.BEGIN,
        EpisodeRecords.json(number, new EpisodeRecords.Begin(metadata, streams)));
    return new OpenEpisode(journal, number, streams);
  }

  /** Returns the episodes that were finished before {@link #resume}, in order of finishing. */
  public List<EpisodeMetadata> finished() {
    return finished;
  }

  /** Returns the torn tail that {@link #resume} cut off, if there was one. */
  public Optional<Finding> cutTail() {
    return journal.cutTail();
  }

  /** Forces the steps recorded so far to the storage device. */
  public void sync() {
    journal.sync();
  }

  /** Ends the recording; episodes that are still open stay unfinished. */
  @Override
  public void close() {
    journal.close();
  }
}
