package org.pollex.datasets.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeJournal;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.Hdf5Stream;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * What is in a file of episodes.
 *
 * @param file the file or folder
 * @param format {@code journal}, {@code hdf5} or another tool's
 * @param bytes its size
 * @param hashes {@code sha256} of the file; of a journal also {@code chain_head}; of a folder of
 *     its files' names and hashes, in order
 * @param episodes number of finished episodes
 * @param unfinished number of episodes without an end (journals)
 * @param successes number of successful episodes; null where the file does not tell
 * @param steps number of steps over all finished episodes
 * @param rates control rates that occur, Hz
 * @param tasks number of episodes by task
 * @param streams what every step has, by name
 * @param tensors what every episode has once, by name
 * @param filterKeys number of episodes under each filter key (HDF5)
 * @param environment the world, if the file tells it
 * @param tornTail what a killed recording left at the end, as a sentence; null if nothing
 */
public record DatasetSummary(
    String file,
    String format,
    long bytes,
    Map<String, String> hashes,
    int episodes,
    int unfinished,
    Integer successes,
    long steps,
    Collection<Double> rates,
    Map<String, Integer> tasks,
    Collection<StreamSummary> streams,
    Collection<StreamSummary> tensors,
    Map<String, Integer> filterKeys,
    Environment environment,
    String tornTail) {

  /**
   * Summarizes a file; an HDF5 file's values are not read.
   *
   * @throws org.pollex.errors.BadInputException if it is missing, damaged or of another format
   */
  public static DatasetSummary of(Path file) {
    return switch (Format.of(file)) {
      case JOURNAL -> ofJournal(file);
      case HDF5 -> ofHdf5(file);
    };
  }

  /** Summarizes episodes of another tool's file or folder. */
  public static DatasetSummary of(Path file, String format, EpisodeSource source) {
    Tally tally = new Tally();
    for (Episode episode : source) {
      tally.episode(episode);
    }
    Map<String, Integer> keys = new TreeMap<>();
    source.filterKeys().forEach((key, members) -> keys.put(key, members.size()));
    return tally.summary(file, format, 0, keys, source.environment(), null);
  }

  private static DatasetSummary ofJournal(Path file) {
    try (EpisodeJournal journal = EpisodeJournal.open(file)) {
      Tally tally = new Tally();
      for (Episode episode : journal) {
        tally.episode(episode);
      }
      String torn = journal.findings().stream().findFirst().map(f -> f.detail()).orElse(null);
      return tally.summary(
          file,
          Format.JOURNAL.label(),
          journal.unfinished().size(),
          Map.of(),
          Optional.of(journal.environment()),
          torn);
    }
  }

  private static DatasetSummary ofHdf5(Path file) {
    try (DemonstrationFile read = DemonstrationFile.open(file)) {
      Tally tally = new Tally();
      for (Demonstration demo : read.demonstrations()) {
        tally.episode(demo.metadata(), demo.outcome(), demo.steps());
        demo.streams().values().forEach(stream -> tally.add(tally.streams, stream.spec()));
        demo.tensors().values().forEach(value -> tally.add(tally.tensors, spec(value)));
      }
      Map<String, Integer> keys = new TreeMap<>();
      read.masks().forEach((key, names) -> keys.put(key, names.size()));
      return tally.summary(file, Format.HDF5.label(), 0, keys, read.environment(), null);
    }
  }

  private static StreamSpec spec(String name, Tensor value) {
    List<Integer> shape = Arrays.stream(value.shape()).boxed().toList();
    return new StreamSpec(name, value.dtype(), shape, "", "", "", StreamSpec.Privilege.NONE, true);
  }

  /** A data set that belongs to the episode keeps its first axis. */
  private static StreamSpec spec(Hdf5Stream value) {
    StreamSpec spec = value.spec();
    List<Integer> shape = Arrays.stream(value.shape()).boxed().toList();
    return new StreamSpec(
        spec.name(),
        spec.dtype(),
        shape,
        spec.unit(),
        spec.frame(),
        spec.layout(),
        spec.privilege(),
        true);
  }

  /** Counts while episodes go by. */
  private static final class Tally {
    final Map<String, StreamSummary> streams = new TreeMap<>();
    final Map<String, StreamSummary> tensors = new TreeMap<>();
    private final Map<String, Integer> tasks = new TreeMap<>();
    private final TreeSet<Double> rates = new TreeSet<>();
    private int episodes;
    private int judged;
    private int successes;
    private long steps;

    void episode(Episode episode) {
      episode(episode.metadata(), episode.outcome(), episode.steps());
      episode.specs().forEach(spec -> add(streams, spec));
      episode.tensors().forEach((name, value) -> add(tensors, spec(name, value)));
    }

    void episode(EpisodeMetadata metadata, Optional<EpisodeOutcome> outcome, int length) {
      episodes++;
      steps += length;
      if (!metadata.task().isEmpty()) {
        tasks.merge(metadata.task(), 1, Integer::sum);
      }
      if (metadata.controlHz() > 0) {
        rates.add(metadata.controlHz());
      }
      if (outcome.isPresent()) {
        judged++;
        successes += outcome.get().success() ? 1 : 0;
      }
    }

    void add(Map<String, StreamSummary> to, StreamSpec spec) {
      to.merge(spec.name(), StreamSummary.of(spec), StreamSummary::and);
    }

    DatasetSummary summary(
        Path file,
        String format,
        int unfinished,
        Map<String, Integer> filterKeys,
        Optional<Environment> environment,
        String tornTail) {
      return new DatasetSummary(
          file.toString(),
          format,
          size(file),
          hashes(file, format),
          episodes,
          unfinished,
          judged == 0 ? null : successes,
          steps,
          rates,
          tasks,
          streams.values(),
          tensors.values(),
          filterKeys,
          environment.orElse(null),
          tornTail);
    }

    private static Map<String, String> hashes(Path file, String format) {
      Map<String, String> hashes = new TreeMap<>();
      if (Files.isDirectory(file)) {
        StringBuilder all = new StringBuilder();
        for (Path one : files(file)) {
          all.append(Sha256.hex(one)).append(' ').append(file.relativize(one)).append('\n');
        }
        hashes.put("sha256", Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8)));
      } else {
        hashes.put("sha256", Sha256.hex(file));
      }
      if (format.equals(Format.JOURNAL.label())) {
        hashes.put("chain_head", JournalVerification.of(file).head().hex());
      }
      return hashes;
    }

    private static long size(Path file) {
      long size = 0;
      for (Path one : Files.isDirectory(file) ? files(file) : List.of(file)) {
        try {
          size += Files.size(one);
        } catch (IOException e) {
          throw StorageFailure.reading(one, e);
        }
      }
      return size;
    }

    private static List<Path> files(Path folder) {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(Files::isRegularFile).sorted().toList();
      } catch (IOException e) {
        throw StorageFailure.reading(folder, e);
      }
    }
  }
}
