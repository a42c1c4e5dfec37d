package org.pollex.policies.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.episode.OpenEpisode;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.Observation;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.policies.rollout.RolloutStep;

/**
 * Writes every episode of a run to a journal: row t holds the observation before action t, the
 * action as executed ({@code actions}) and as proposed ({@code actions_raw}), reward, done and
 * success. Reset-only streams and the last observation are kept once per episode.
 */
public final class EpisodeWriter implements RolloutListener {
  private static final List<StreamSpec> STEP_RESULTS =
      List.of(
          result("rewards", DType.F64, "reward of the world"),
          result("dones", DType.U8, "1 at the last step"),
          result("success", DType.U8, "success predicate after the action"));

  private final EpisodeRecorder recorder;
  private final ObservationSpec spec;
  private final Function<RolloutRequest, EpisodeMetadata> metadata;
  private final boolean keepFailures;
  private final Map<String, Start> starting = new HashMap<>();
  private final Map<String, Open> open = new HashMap<>();

  /** What the first observation told. */
  private record Start(List<StreamSpec> streams, Map<String, Tensor> once) {}

  /** An episode under way, one step behind, so that the last step can be marked as done. */
  private static final class Open {
    final OpenEpisode journal;
    Map<String, Tensor> pending;
    Observation last;
    int clipped;

    Open(OpenEpisode journal) {
      this.journal = journal;
    }
  }

  /**
   * Creates a writer.
   *
   * @param spec the world's streams
   * @param metadata what is known about a request before it runs
   * @param keepFailures false marks episodes without success as given up
   */
  public EpisodeWriter(
      EpisodeRecorder recorder,
      ObservationSpec spec,
      Function<RolloutRequest, EpisodeMetadata> metadata,
      boolean keepFailures) {
    this.recorder = recorder;
    this.spec = spec;
    this.metadata = metadata;
    this.keepFailures = keepFailures;
  }

  @Override
  public void began(RolloutRequest request, Observation first) {
    List<StreamSpec> streams = new ArrayList<>();
    Map<String, Tensor> once = new LinkedHashMap<>();
    for (StreamSpec stream : spec.streams()) {
      if (stream.resetOnly() && first.has(stream.name())) {
        once.put(stream.name(), first.stream(stream.name()));
      } else if (!stream.resetOnly()) {
        streams.add(concrete(stream, first.stream(stream.name())));
      }
    }
    streams.addAll(STEP_RESULTS);
    // The journal's episode starts with the first action, which tells its dimension.
    starting.put(request.id(), new Start(streams, once));
  }

  @Override
  public void stepped(RolloutStep step) {
    Open episode =
        open.computeIfAbsent(
            step.request().id(), id -> start(step.request(), step.executed().length));
    flush(episode, false);
    Map<String, Tensor> row = new LinkedHashMap<>();
    for (StreamSpec stream : spec.streams()) {
      if (!stream.resetOnly()) {
        row.put(name(stream), step.before().stream(stream.name()));
      }
    }
    row.put("actions", Tensor.ofFloats(step.executed()));
    row.put("actions_raw", Tensor.ofFloats(step.proposed()));
    row.put("rewards", Tensor.ofDoubles(new double[] {step.reward()}).reshape());
    row.put("success", flag(step.success()));
    episode.pending = row;
    episode.last = step.after();
    if (!Arrays.equals(step.proposed(), step.executed())) {
      episode.clipped++;
    }
  }

  private Open start(RolloutRequest request, int actionDimension) {
    Start start = starting.remove(request.id());
    List<StreamSpec> streams = new ArrayList<>(start.streams());
    streams.add(action("actions", actionDimension, "as executed"));
    streams.add(action("actions_raw", actionDimension, "as proposed by the policy"));
    OpenEpisode journal = recorder.begin(metadata.apply(request), streams);
    start.once().forEach(journal::tensor);
    return new Open(journal);
  }

  private void flush(Open episode, boolean done) {
    if (episode.pending != null) {
      episode.pending.put("dones", flag(done));
      episode.journal.step(episode.pending);
      episode.pending = null;
    }
  }

  @Override
  public void ended(RolloutResult result) {
    starting.remove(result.request().id());
    Open episode = open.remove(result.request().id());
    if (episode == null) {
      return;
    }
    flush(episode, true);
    if (!result.success() && !keepFailures) {
      episode.journal.abandon();
      return;
    }
    for (StreamSpec stream : spec.streams()) {
      if (!stream.resetOnly() && name(stream).startsWith("obs/")) {
        episode.journal.tensor("obs_last/" + stream.name(), episode.last.stream(stream.name()));
      }
    }
    episode.journal.finish(
        new EpisodeOutcome(
            result.success(),
            result.firstSuccess(),
            (double) episode.clipped / Math.max(1, result.steps()),
            result.end().name().toLowerCase(Locale.ROOT)));
  }

  /**
   * Streams that belong to the simulator's full state stand beside the observations, not in them.
   */
  private static String name(StreamSpec stream) {
    return switch (stream.name()) {
      case "integration_state" -> "states";
      case "prev_obs" -> "prev_obs";
      default -> "obs/" + stream.name();
    };
  }

  private static StreamSpec concrete(StreamSpec stream, Tensor example) {
    return new StreamSpec(
        name(stream),
        example.dtype(),
        IntStream.of(example.shape()).boxed().toList(),
        stream.unit(),
        stream.frame(),
        stream.layout(),
        stream.privilege(),
        false);
  }

  private static StreamSpec result(String name, DType type, String layout) {
    return new StreamSpec(name, type, List.of(), "", "", layout, StreamSpec.Privilege.NONE, false);
  }

  private static StreamSpec action(String name, int dimension, String layout) {
    return new StreamSpec(
        name, DType.F32, List.of(dimension), "", "", layout, StreamSpec.Privilege.NONE, false);
  }

  private static Tensor flag(boolean value) {
    return Tensor.ofBytes(new byte[] {(byte) (value ? 1 : 0)}).reshape();
  }
}
