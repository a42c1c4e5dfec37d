package org.pollex.datasets.episode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Phaser;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * An episode that is being recorded; made by {@link EpisodeRecorder#begin}. For one thread.
 *
 * <p>With pictures, {@link #step} never waits for the disk or for compression: pictures that find
 * no room are dropped and counted, everything else is kept.
 */
public final class OpenEpisode {
  private static final System.Logger LOG = System.getLogger(OpenEpisode.class.getName());

  private final JournalWriter journal;
  private final RecordQueue queue;
  private final int number;
  private final List<StreamSpec> streams;
  private final int rowBytes;
  private final Set<String> tensorNames = new HashSet<>();
  private final Phaser compressing = new Phaser(1);
  private final Map<String, Integer> dropped = new TreeMap<>();
  private int steps;
  private int pictures;
  private boolean open = true;

  /**
   * Starts.
   *
   * @param queue null to write without one
   */
  OpenEpisode(JournalWriter journal, RecordQueue queue, int number, List<StreamSpec> streams) {
    this.journal = journal;
    this.queue = queue;
    this.number = number;
    this.streams = List.copyOf(streams);
    this.rowBytes = EpisodeRecords.rowBytes(streams);
  }

  private void append(int type, byte[] payload) {
    if (queue == null) {
      journal.append(type, payload);
    } else {
      queue.put(type, payload);
    }
  }

  /**
   * Records a tensor that belongs to the whole episode.
   *
   * @param name its name in HDF5, relative to the episode's group; once per episode
   */
  public void tensor(String name, Tensor value) {
    requireOpen();
    if (!tensorNames.add(name)) {
      throw new IllegalArgumentException("tensor '" + name + "' was recorded already");
    }
    append(EpisodeRecords.TENSOR, EpisodeRecords.tensor(number, name, value));
  }

  /**
   * Records one step.
   *
   * @param values one row of every stream, by name; copied
   * @throws BadInputException if a stream is missing, unknown, or has another type or shape than
   *     announced; nothing is recorded then
   */
  public void step(Map<String, Tensor> values) {
    requireOpen();
    if (values.size() != streams.size()) {
      refuseNames(values.keySet());
    }
    ByteBuffer row = EpisodeRecords.allocate(2 * Integer.BYTES + rowBytes);
    row.putInt(number).putInt(steps);
    List<Integer> seen = new ArrayList<>();
    for (int s = 0; s < streams.size(); s++) {
      StreamSpec stream = streams.get(s);
      Tensor value = values.get(stream.name());
      if (value == null) {
        refuseNames(values.keySet());
      }
      StreamLayout.requireRow(stream, value);
      if (PictureCodec.isPicture(stream)) {
        seen.add(s);
      } else {
        row.put(value.bytes());
      }
    }
    append(EpisodeRecords.STEP, row.array());
    for (int s : seen) {
      picture(s, values.get(streams.get(s).name()));
    }
    steps++;
  }

  private void picture(int stream, Tensor value) {
    byte[] row = new byte[value.bytes().remaining()];
    value.bytes().get(row);
    if (queue.offer(number, steps, stream, row, compressing)) {
      pictures++;
      return;
    }
    if (dropped.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the disk or the processor is too slow for the pictures of "
              + journal.file()
              + ": pictures are dropped from step "
              + steps
              + " on; states and actions are kept");
    }
    dropped.merge(streams.get(stream).name(), 1, Integer::sum);
  }

  private void refuseNames(Set<String> given) {
    List<String> expected = streams.stream().map(StreamSpec::name).toList();
    throw new BadInputException(
        "step " + steps + " brings the streams " + new TreeSet<>(given),
        "Allowed: exactly the announced ones, " + expected);
  }

  /** Returns the number of steps recorded so far. */
  public int steps() {
    return steps;
  }

  /** Returns how many pictures of each stream found no room so far; streams without are absent. */
  public Map<String, Integer> dropped() {
    return Map.copyOf(dropped);
  }

  /** Finishes the episode; it is on the storage device when this returns. */
  public void finish(EpisodeOutcome outcome) {
    end(outcome);
    journal.sync();
  }

  /** Gives the episode up; it stays in the journal, marked as unfinished. */
  public void abandon() {
    end(null);
  }

  private void end(EpisodeOutcome outcome) {
    requireOpen();
    open = false;
    compressing.arriveAndAwaitAdvance();
    byte[] end =
        EpisodeRecords.json(
            number, new EpisodeRecords.End(outcome, steps, tensorNames.size(), pictures, dropped));
    if (queue == null) {
      journal.append(EpisodeRecords.END, end);
    } else {
      queue.putAndWait(EpisodeRecords.END, end);
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("episode " + number + " has ended already");
    }
  }
}
