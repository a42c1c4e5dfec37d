package org.pollex.datasets.episode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.datasets.journal.Finding;
import org.pollex.datasets.journal.JournalHeader;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.datasets.journal.SyncPolicy;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
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
 * <p>Pictures (rows of two axes and 4 KiB or more) are compressed by a bounded pool and written by
 * one thread, so that the control loop waits for neither; see {@link OpenEpisode}.
 *
 * <p>Several episodes may be open at once. A finished episode is on the storage device when {@link
 * OpenEpisode#finish} returns; steps of an open one reach the operating system at once, so that a
 * killed process loses at most the step being written.
 */
public final class EpisodeRecorder implements AutoCloseable {
  private final Settings settings;
  private final JournalWriter journal;
  private RecordQueue queue;
  private final List<EpisodeMetadata> finished;
  private int nextNumber;

  /**
   * How to record.
   *
   * @param syncEvery longest time between two moments at which an open episode's steps are forced
   *     to the device; empty: when it finishes
   * @param threads that compress pictures, 1 or more
   * @param pictureBytes pictures that may wait for compression and disk, uncompressed bytes
   */
  public record Settings(Optional<Duration> syncEvery, int threads, long pictureBytes) {
    /** Sync at the end of an episode; two threads; 256 MiB of waiting pictures. */
    public static final Settings DEFAULT = new Settings(Optional.empty(), 2, 256L << 20);

    /** Refuses settings that cannot record. */
    public Settings {
      if (threads < 1 || pictureBytes < 0 || syncEvery.filter(d -> !d.isPositive()).isPresent()) {
        throw new BadInputException(
            "recording with " + threads + " threads, " + pictureBytes + " bytes, sync " + syncEvery,
            "Allowed: 1 thread or more, 0 bytes or more, an interval above 0.");
      }
    }
  }

  private EpisodeRecorder(
      Settings settings, JournalWriter journal, List<EpisodeMetadata> finished, int nextNumber) {
    this.settings = settings;
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
    return create(file, environment, Settings.DEFAULT);
  }

  /** The same with other settings. */
  public static EpisodeRecorder create(Path file, Environment environment, Settings settings) {
    EpisodeRecords.Recording recording = new EpisodeRecords.Recording(environment);
    JournalHeader header = new JournalHeader(EpisodeRecords.KIND, CanonicalJson.tree(recording));
    return new EpisodeRecorder(
        settings, JournalWriter.create(file, header, SyncPolicy.EXPLICIT), List.of(), 0);
  }

  /**
   * Continues a recording after its process ended or was killed. {@link #finished} tells which
   * episodes need not be recorded again; unfinished ones stay in the journal and do not count.
   *
   * @throws org.pollex.errors.BadInputException if the file is missing, damaged, or no recording
   * @throws org.pollex.errors.RunFailedException if it cannot be written or is being written
   */
  public static EpisodeRecorder resume(Path file) {
    return resume(file, Settings.DEFAULT);
  }

  /** The same with other settings. */
  public static EpisodeRecorder resume(Path file, Settings settings) {
    JournalWriter journal = JournalWriter.open(file, EpisodeRecords.KIND, SyncPolicy.EXPLICIT);
    try (EpisodeJournal recorded = EpisodeJournal.open(file)) {
      List<EpisodeMetadata> finished = new ArrayList<>();
      recorded.forEach(episode -> finished.add(episode.metadata()));
      return new EpisodeRecorder(settings, journal, finished, recorded.nextNumber());
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
        EpisodeRecords.json(number, new EpisodeRecords.Begin(metadata, streams, true)));
    boolean queued =
        settings.syncEvery().isPresent() || streams.stream().anyMatch(PictureCodec::isPicture);
    if (queued && queue == null) {
      queue = new RecordQueue(journal, settings);
    }
    return new OpenEpisode(journal, queued ? queue : null, number, streams);
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
  public synchronized void close() {
    if (queue != null) {
      queue.close();
    }
    journal.close();
  }
}
