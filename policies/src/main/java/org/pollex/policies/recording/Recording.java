package org.pollex.policies.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeJournal;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;

/**
 * A recording under way: a journal beside the HDF5 file that it becomes.
 *
 * <p>Episodes go to {@code FILE.journal} as they happen. {@link #finish} writes {@code FILE} from
 * it, in the order of task and index whatever order they finished in, and removes the journal. A
 * process that dies leaves the journal, and {@link #open} with the same file goes on from there.
 */
public final class Recording implements AutoCloseable {
  private final Path target;
  private final Path journal;
  private final EpisodeRecorder recorder;
  private final Environment environment;

  /** Where an episode stands in the finished file. */
  private record Key(String task, int index) implements Comparable<Key> {
    static Key of(EpisodeMetadata metadata) {
      return new Key(metadata.task(), metadata.index());
    }

    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::task).thenComparingInt(Key::index).compare(this, other);
    }
  }

  private Recording(Path target, EpisodeRecorder recorder, Environment environment) {
    this.target = target;
    this.journal = journalOf(target);
    this.recorder = recorder;
    this.environment = environment;
  }

  private static Path journalOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".journal");
  }

  /** Refuses a target that exists, before any work is done for it. */
  public static void refuseExisting(Path target) {
    if (Files.exists(target)) {
      throw new BadInputException(
          target + " exists already", "Give another name, or remove it first (or use --force).");
    }
  }

  /**
   * Starts a recording, or goes on with one that was interrupted.
   *
   * @param target the HDF5 file to write in the end
   * @param world where the episodes come from
   */
  public static Recording open(Path target, WorldBatch world) {
    return open(target, world, EpisodeRecorder.Settings.DEFAULT);
  }

  /** The same with other settings of the journal. */
  public static Recording open(Path target, WorldBatch world, EpisodeRecorder.Settings settings) {
    Environment environment =
        new Environment(
            world.info().name(),
            Environment.GYM,
            Map.of(
                "control_hz", world.actionSpec().rateHz(),
                "action_scale", world.actionSpec().channels().getFirst().scale(),
                "physics_fingerprint", world.info().physicsFingerprint()),
            world.info().versions());
    Path journal = journalOf(target);
    EpisodeRecorder recorder =
        Files.exists(journal)
            ? EpisodeRecorder.resume(journal, settings)
            : EpisodeRecorder.create(journal, environment, settings);
    return new Recording(target, recorder, environment);
  }

  /** Returns what was finished before an interruption. */
  public List<EpisodeMetadata> finished() {
    return recorder.finished();
  }

  /** Returns true when this initial condition was finished before an interruption. */
  public boolean has(String task, int index) {
    return recorder.finished().stream()
        .anyMatch(metadata -> metadata.task().equals(task) && metadata.index() == index);
  }

  /**
   * Returns the listener that records a run.
   *
   * @param keepFailures false gives episodes without success up
   * @param index number of a request's initial condition within its task, from 0
   */
  public RolloutListener writer(
      WorldBatch world, boolean keepFailures, ToIntFunction<RolloutRequest> index) {
    return new EpisodeWriter(
        recorder,
        world.observationSpec(),
        request -> metadata(world, request, index.applyAsInt(request)),
        keepFailures);
  }

  private static EpisodeMetadata metadata(WorldBatch world, RolloutRequest request, int index) {
    InitialCondition start = request.initialCondition();
    List<Double> parameters = new ArrayList<>();
    for (double value : start.parameters()) {
      parameters.add(value);
    }
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("initial_condition", start.id());
    return new EpisodeMetadata(
        start.task(),
        request.instruction(),
        index,
        request.seed(),
        parameters,
        request.policy().spec().name(),
        0,
        world.actionSpec().rateHz(),
        "",
        attributes);
  }

  /** Writes the HDF5 file from the journal and removes the journal; returns the file. */
  public Path finish() {
    recorder.close();
    List<Key> order = new ArrayList<>();
    try (EpisodeJournal episodes = EpisodeJournal.open(journal)) {
      episodes.forEach(episode -> order.add(Key.of(episode.metadata())));
    }
    order.sort(Comparator.naturalOrder());
    try (EpisodeJournal episodes = EpisodeJournal.open(journal)) {
      DemonstrationWriter.write(target, environment, writer -> addInOrder(writer, episodes, order));
    }
    deleteJournal();
    return target;
  }

  /** Holds back episodes that finished early; few, since few ran side by side. */
  private static void addInOrder(
      DemonstrationWriter writer, EpisodeJournal episodes, List<Key> order) {
    Map<Key, Episode> early = new HashMap<>();
    int next = 0;
    for (Episode episode : episodes) {
      early.put(Key.of(episode.metadata()), episode);
      while (next < order.size() && early.containsKey(order.get(next))) {
        writer.add(early.remove(order.get(next++)));
      }
    }
  }

  private void deleteJournal() {
    try {
      Files.deleteIfExists(journal);
    } catch (IOException kept) {
      throw new RunFailedException(
          target + " is written, but " + journal + " could not be removed",
          "Remove it by hand.",
          kept);
    }
  }

  @Override
  public void close() {
    recorder.close();
  }
}
