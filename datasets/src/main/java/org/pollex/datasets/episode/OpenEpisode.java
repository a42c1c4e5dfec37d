package org.pollex.datasets.episode;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** An episode that is being recorded; made by {@link EpisodeRecorder#begin}. For one thread. */
public final class OpenEpisode {
  private final JournalWriter journal;
  private final int number;
  private final List<StreamSpec> streams;
  private final int stepBytes;
  private final Set<String> tensorNames = new HashSet<>();
  private int steps;
  private boolean open = true;

  OpenEpisode(JournalWriter journal, int number, List<StreamSpec> streams) {
    this.journal = journal;
    this.number = number;
    this.streams = List.copyOf(streams);
    this.stepBytes = streams.stream().mapToInt(StreamLayout::rowBytes).sum();
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
    journal.append(EpisodeRecords.TENSOR, EpisodeRecords.tensor(number, name, value));
  }

  /**
   * Records one step.
   *
   * @param values one row of every stream, by name
   * @throws BadInputException if a stream is missing, unknown, or has another type or shape than
   *     announced; nothing is recorded then
   */
  public void step(Map<String, Tensor> values) {
    requireOpen();
    if (values.size() != streams.size()) {
      refuseNames(values.keySet());
    }
    ByteBuffer row = EpisodeRecords.allocate(2 * Integer.BYTES + stepBytes);
    row.putInt(number).putInt(steps);
    for (StreamSpec stream : streams) {
      Tensor value = values.get(stream.name());
      if (value == null) {
        refuseNames(values.keySet());
      }
      StreamLayout.requireRow(stream, value);
      row.put(value.bytes());
    }
    journal.append(EpisodeRecords.STEP, row.array());
    steps++;
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
    EpisodeRecords.End end = new EpisodeRecords.End(outcome, steps, tensorNames.size());
    journal.append(EpisodeRecords.END, EpisodeRecords.json(number, end));
    open = false;
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("episode " + number + " has ended already");
    }
  }
}
