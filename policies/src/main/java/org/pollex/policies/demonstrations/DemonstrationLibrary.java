package org.pollex.policies.demonstrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.pollex.datasets.episode.Episode;
import org.pollex.errors.RunFailedException;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.index.DemonstrationIndex;
import org.pollex.retrieval.index.IndexBuilder;
import org.pollex.retrieval.index.IndexedDemonstration;
import org.pollex.retrieval.index.Retrieval;

/**
 * Demonstrations to look up by instruction and object; each is read and prepared once, at its first
 * use. Safe for use by several threads.
 *
 * @param <T> what a policy makes of a demonstration
 */
public final class DemonstrationLibrary<T> implements AutoCloseable {
  private final DemonstrationIndex index;
  private final Path temporary;
  private final BiFunction<String, Episode, T> preparation;
  private final Map<String, T> prepared = new ConcurrentHashMap<>();

  private DemonstrationLibrary(
      DemonstrationIndex index, Path temporary, BiFunction<String, Episode, T> preparation) {
    this.index = index;
    this.temporary = temporary;
    this.preparation = preparation;
  }

  /**
   * Opens demonstrations.
   *
   * @param source an index folder, or a file of demonstrations, which is indexed first
   * @param preparation makes what the policy needs from a demonstration's id and recording
   * @throws org.pollex.errors.BadInputException if it is neither, or damaged
   */
  public static <T> DemonstrationLibrary<T> open(
      Path source, BiFunction<String, Episode, T> preparation) {
    if (Files.isDirectory(source)) {
      return new DemonstrationLibrary<>(DemonstrationIndex.open(source), null, preparation);
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("pollex-index");
      IndexBuilder.build(List.of(source), folder);
      return new DemonstrationLibrary<>(DemonstrationIndex.open(folder), folder, preparation);
    } catch (IOException full) {
      throw new RunFailedException(
          "no temporary folder could be made: " + full.getMessage(), "Free some space.", full);
    } catch (RuntimeException refused) {
      delete(folder);
      throw refused;
    }
  }

  /** Finds demonstrations for an instruction and the object in view. */
  public synchronized Retrieval find(String instruction, PointCloud object) {
    return index.query(instruction, object);
  }

  /** Returns a demonstration, prepared. */
  public T get(IndexedDemonstration found) {
    return prepared.computeIfAbsent(found.id(), id -> preparation.apply(id, index.episode(found)));
  }

  /**
   * Prepares a library that is small enough beforehand, so that the first episode of a
   * demonstration starts as fast as every other.
   *
   * @param most number of demonstrations beyond which each is left to its first use
   * @return all demonstrations, prepared or not
   */
  public List<IndexedDemonstration> prepare(int most) {
    List<IndexedDemonstration> all = index.demonstrations();
    if (all.size() <= most) {
      index.forEachEpisode(
          (found, episode) ->
              prepared.computeIfAbsent(found.id(), id -> preparation.apply(id, episode)));
    }
    return all;
  }

  @Override
  public void close() {
    index.close();
    if (temporary != null) {
      delete(temporary);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException left) {
      folder.toFile().deleteOnExit();
    }
  }
}
