package org.pollex.datasets.curation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

/**
 * Corrects labels of episodes and cuts off steps. Every old value goes into the episode's {@link
 * Provenance}; the source file stays as it is.
 *
 * @param episodes positions of the episodes to edit; empty for all
 * @param success the new success label
 * @param instruction the new instruction
 * @param tags attributes to set; an empty value takes the attribute away
 * @param from first step to keep
 * @param to step behind the last one to keep; negative values count from the end, 0 means the end
 * @param who who edits
 * @param when time of the edit
 */
public record EpisodeEdit(
    Set<Integer> episodes,
    Optional<Boolean> success,
    Optional<String> instruction,
    Map<String, String> tags,
    int from,
    int to,
    String who,
    Instant when)
    implements EpisodeChange {

  /** Copies the collections. */
  public EpisodeEdit {
    episodes = Set.copyOf(episodes);
    tags = new TreeMap<>(tags);
    for (String tag : tags.keySet()) {
      if (DemonstrationWriter.isReserved(tag) || tag.equals(Provenance.ATTRIBUTE)) {
        throw new BadInputException(
            "the tag '" + tag + "' has a meaning of its own",
            "Allowed: any other name; success and instruction have options of their own.");
      }
    }
  }

  @Override
  public void finished(int count) {
    Set<Integer> missing = new TreeSet<>(episodes);
    missing.removeIf(position -> position >= 0 && position < count);
    if (!missing.isEmpty()) {
      throw new BadInputException(
          "no episodes " + missing + " in a file of " + count,
          "Allowed: 0 to " + (count - 1) + ".");
    }
  }

  @Override
  public Optional<Episode> apply(int position, Episode episode, Set<String> keys) {
    if (!episodes.isEmpty() && !episodes.contains(position)) {
      return Optional.of(episode);
    }
    Provenance provenance = new Provenance(who, when, EpisodeDigest.of(episode));
    Episode edited = relabelled(trimmed(position, episode, provenance), provenance);
    if (!edited.success()) {
      keys.remove(DemonstrationWriter.SUCCESS);
    }
    return Optional.of(
        new Episode(
            provenance.into(edited.metadata()),
            edited.outcome(),
            edited.specs(),
            edited.streams(),
            edited.tensors()));
  }

  private Episode relabelled(Episode episode, Provenance provenance) {
    EpisodeMetadata metadata = episode.metadata();
    Map<String, String> attributes = new TreeMap<>(metadata.attributes());
    tags.forEach(
        (tag, value) -> {
          String before = attributes.getOrDefault(tag, "");
          provenance.add(tag, before, value);
          attributes.remove(tag);
          if (!value.isEmpty()) {
            attributes.put(tag, value);
          }
        });
    String said = instruction.orElse(metadata.instruction());
    provenance.add("instruction", metadata.instruction(), said);
    Optional<EpisodeOutcome> outcome = episode.outcome();
    if (success.isPresent()) {
      EpisodeOutcome before =
          outcome.orElse(new EpisodeOutcome(false, EpisodeOutcome.NEVER, 0, ""));
      int first = success.get() ? before.firstSuccessStep() : EpisodeOutcome.NEVER;
      String told = outcome.map(o -> String.valueOf(o.success())).orElse("");
      provenance.add("success", told, String.valueOf(success.get()));
      provenance.add(
          "first_success_step", String.valueOf(before.firstSuccessStep()), String.valueOf(first));
      outcome =
          Optional.of(
              new EpisodeOutcome(
                  success.get(), first, before.actionClipFraction(), before.ending()));
    }
    return new Episode(
        metadata.with(attributes).saying(said),
        outcome,
        episode.specs(),
        episode.streams(),
        episode.tensors());
  }

  private Episode trimmed(int position, Episode episode, Provenance provenance) {
    int steps = episode.steps();
    int end = to > 0 ? Math.min(to, steps) : steps + to;
    if (from == 0 && end == steps) {
      return episode;
    }
    if (from < 0 || from >= end) {
      throw new BadInputException(
          "episode %d has %d steps, of which %d to %d would stay"
              .formatted(position, steps, from, end),
          "Allowed: at least one step; select episodes with --episode.");
    }
    provenance.add("steps", "0:" + steps, from + ":" + end);
    Map<String, Tensor> streams = new LinkedHashMap<>();
    episode.streams().forEach((name, values) -> streams.put(name, values.rows(from, end)));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    episode
        .tensors()
        .forEach(
            (name, value) -> {
              if (name.startsWith(Episode.LAST_OBSERVATION)) {
                String stream =
                    Episode.OBSERVATION + name.substring(Episode.LAST_OBSERVATION.length());
                Tensor recorded = episode.streams().get(stream);
                tensors.put(name, end < steps && recorded != null ? recorded.row(end) : value);
              } else if (from == 0 || !name.startsWith("cloud_")) {
                tensors.put(name, value);
              } else {
                provenance.add(name, "the first observation's", "left out: that step is cut off");
              }
            });
    streams.computeIfPresent("dones", (n, dones) -> lastDone(dones));
    return new Episode(
        episode.metadata(),
        episode.outcome().map(o -> outcome(o, streams, end, provenance)),
        episode.specs(),
        streams,
        tensors);
  }

  private static Tensor lastDone(Tensor dones) {
    byte[] bytes = new byte[dones.bytes().remaining()];
    dones.bytes().get(bytes);
    int width = dones.dtype().bytes();
    if (dones.shape().length == 1 && width == 1) {
      bytes[bytes.length - 1] = 1;
    }
    return Tensor.wrap(dones.dtype(), dones.shape(), ByteBuffer.wrap(bytes));
  }

  private EpisodeOutcome outcome(
      EpisodeOutcome before, Map<String, Tensor> streams, int end, Provenance provenance) {
    int first = before.firstSuccessStep();
    Tensor predicate = streams.get("success");
    if (predicate != null && predicate.size() == end - from) {
      first = EpisodeOutcome.NEVER;
      for (int t = predicate.size() - 1; t >= 0; t--) {
        first = predicate.get(t) != 0 ? t : first;
      }
    } else if (first >= 0) {
      first = first >= end ? EpisodeOutcome.NEVER : Math.max(0, first - from);
    }
    boolean success = before.success() && (before.firstSuccessStep() < 0 || first >= 0);
    provenance.add("success", String.valueOf(before.success()), String.valueOf(success));
    return new EpisodeOutcome(success, first, before.actionClipFraction(), before.ending());
  }
}
