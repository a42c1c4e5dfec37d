package org.pollex.retrieval.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.language.InstructionMatcher;
import org.pollex.retrieval.shape.ShapeDescriptor;

/** Makes an index folder from files of demonstrations. */
public final class IndexBuilder {
  /**
   * What was built.
   *
   * @param demonstrations number of demonstrations in the index
   * @param unsuccessful episodes left out because they did not succeed
   * @param unseen episodes left out because their target shows too few points
   */
  public record Report(int demonstrations, int unsuccessful, int unseen) {}

  private final List<IndexedDemonstration> indexed = new ArrayList<>();
  private final Map<String, Path> sources = new LinkedHashMap<>();
  private int unsuccessful;
  private int unseen;

  private IndexBuilder() {}

  /**
   * Indexes all successful episodes of the files and copies the files into the folder.
   *
   * @param files journals or HDF5 files with clouds (see {@link ObjectCloud})
   * @param folder new or empty
   * @throws BadInputException if the folder is not empty, a file holds no cloud or no instruction,
   *     or nothing is left to index
   */
  public static Report build(List<Path> files, Path folder) {
    requireEmpty(folder);
    IndexBuilder builder = new IndexBuilder();
    try (InstructionMatcher matcher = new InstructionMatcher()) {
      for (Path file : files) {
        builder.add(file, matcher);
      }
    }
    if (builder.indexed.isEmpty()) {
      throw new BadInputException(
          "no demonstration to index: "
              + builder.unsuccessful
              + " unsuccessful, "
              + builder.unseen
              + " with an unseen target",
          "Record demonstrations that succeed, with streams "
              + ObjectCloud.POINTS
              + " and "
              + ObjectCloud.LABELS);
    }
    // Nothing is written before every file has been read to its end.
    builder.sources.forEach((name, file) -> copy(file, name, folder));
    IndexFolder.write(folder, builder.indexed);
    return new Report(builder.indexed.size(), builder.unsuccessful, builder.unseen);
  }

  private static void requireEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new BadInputException(
            folder + " is not empty", "Give a new folder, or delete the old index first");
      }
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
  }

  private void add(Path file, InstructionMatcher matcher) {
    String name = uniqueName(file);
    int number = 0;
    try (EpisodeSource source = EpisodeSource.open(file)) {
      for (Episode episode : source) {
        add(episode, name, number++, matcher);
      }
    }
    sources.put(name, file);
  }

  private static void copy(Path file, String name, Path folder) {
    Path demonstrations = folder.resolve(IndexFolder.DEMONSTRATIONS);
    try {
      Files.createDirectories(demonstrations);
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
    AtomicFile.write(
        demonstrations.resolve(name),
        partial -> {
          try {
            Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw StorageFailure.writing(partial, e);
          }
        });
  }

  private void add(Episode episode, String name, int number, InstructionMatcher matcher) {
    if (!episode.success()) {
      unsuccessful++;
      return;
    }
    Optional<PointCloud> cloud = ObjectCloud.ofTarget(episode);
    if (cloud.isEmpty() || cloud.get().size() < ShapeDescriptor.MIN_POINTS) {
      unseen++;
      return;
    }
    String instruction = episode.metadata().instruction();
    if (instruction.isBlank()) {
      throw new BadInputException(
          "episode " + number + " of " + name + " has no instruction",
          "Give each demonstration an instruction, for example 'open the door'");
    }
    indexed.add(
        new IndexedDemonstration(
            name + "#" + number,
            name,
            number,
            episode.metadata().task(),
            matcher.know(instruction),
            ShapeDescriptor.of(cloud.get()),
            cloud.get()));
  }

  /** Two files of one name become a.hdf5 and 2-a.hdf5. */
  private String uniqueName(Path file) {
    String name = file.getFileName().toString();
    String unique = name;
    for (int k = 2; sources.containsKey(unique); k++) {
      unique = k + "-" + name;
    }
    return unique;
  }
}
