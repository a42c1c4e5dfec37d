package org.pollex.datasets.episode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * One episode in memory.
 *
 * @param metadata what was known before the first step
 * @param outcome how it ended; empty for an episode that was never finished
 * @param specs dtype, shape of one row, unit and frame of each stream, in recorded order
 * @param streams values of each stream, shape [steps, ...]
 * @param tensors values that belong to the episode as a whole, for example {@code cloud_points} of
 *     the first observation and {@code obs_last/ee_pos}
 */
public record Episode(
    EpisodeMetadata metadata,
    Optional<EpisodeOutcome> outcome,
    List<StreamSpec> specs,
    Map<String, Tensor> streams,
    Map<String, Tensor> tensors) {
  /** Prefix of the streams that are observations. */
  public static final String OBSERVATION = "obs/";

  /** Stream of the actions as they were executed (clipped), float32 [steps, action]. */
  public static final String ACTIONS = "actions";

  /** Prefix of the tensors that hold the observation after the last action. */
  public static final String LAST_OBSERVATION = "obs_last/";

  /** Prefix of the tensors that list the steps of pictures that found no room. */
  public static final String DROPPED = "dropped/";

  /** Copies the collections and checks that all streams have the same number of rows. */
  public Episode {
    specs = List.copyOf(specs);
    streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    if (streams.values().stream().mapToInt(t -> t.shape()[0]).distinct().count() > 1) {
      throw new IllegalArgumentException("streams of different lengths: " + streams);
    }
  }

  /** Returns the number of steps, 0 for an episode without streams. */
  public int steps() {
    return streams.values().stream().mapToInt(t -> t.shape()[0]).findFirst().orElse(0);
  }

  /** Returns true if the recording ran to its end. */
  public boolean finished() {
    return outcome.isPresent();
  }

  /** Returns true if it was finished and the task succeeded. */
  public boolean success() {
    return outcome.isPresent() && outcome.get().success();
  }

  /** Returns how many pictures found no room while it was recorded; they are black. */
  public int droppedPictures() {
    return tensors.entrySet().stream()
        .filter(tensor -> tensor.getKey().startsWith(DROPPED))
        .mapToInt(tensor -> tensor.getValue().size())
        .sum();
  }

  /** Returns a stream, shape [steps, ...]; an unknown name is refused with the nearest ones. */
  public Tensor stream(String name) {
    return named("stream of this episode", streams, name);
  }

  /** Returns the stream {@code obs/name}, shape [steps, ...]. */
  public Tensor observation(String name) {
    return stream(OBSERVATION + name);
  }

  /** Returns a tensor that belongs to the whole episode. */
  public Tensor tensor(String name) {
    return named("tensor of this episode", tensors, name);
  }

  /** Returns the actions as executed, float32 [steps, action]. */
  public Tensor actions() {
    return stream(ACTIONS);
  }

  private static Tensor named(String kind, Map<String, Tensor> values, String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw BadInputException.unknownName(kind, name, values.keySet());
    }
    return value;
  }
}
