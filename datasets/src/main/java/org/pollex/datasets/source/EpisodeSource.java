package org.pollex.datasets.source;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeJournal;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.ForeignAttributes;

/** Recorded episodes, one at a time in memory; one pass. */
public interface EpisodeSource extends Iterable<Episode>, AutoCloseable {

  /** Returns the world that the episodes come from, if the file tells it. */
  default Optional<Environment> environment() {
    return Optional.empty();
  }

  /**
   * Returns the filter keys, each with the positions of its episodes in the order of the iteration;
   * empty where the format has none.
   */
  default Map<String, Set<Integer>> filterKeys() {
    return Map.of();
  }

  /** Returns the attributes of an episode that have no meaning in Pollex, by its position. */
  default ForeignAttributes foreignAttributes(int position) {
    return ForeignAttributes.NONE;
  }

  /** Returns the attributes of the file as a whole that have no meaning in Pollex. */
  default ForeignAttributes foreignAttributes() {
    return ForeignAttributes.NONE;
  }

  /** Returns what the file says about the world beyond an {@link Environment}. */
  default Map<String, Object> foreignEnvironment() {
    return Map.of();
  }

  /** Returns what the file holds that an {@link Episode} does not, by name. */
  default List<String> notCarried() {
    return List.of();
  }

  @Override
  void close();

  /**
   * Opens a journal or an HDF5 file, whichever it is.
   *
   * @throws org.pollex.errors.BadInputException if it is missing, damaged or of another format
   */
  static EpisodeSource open(Path file) {
    return switch (Format.of(file)) {
      case JOURNAL -> of(EpisodeJournal.open(file));
      case HDF5 -> of(DemonstrationFile.open(file));
    };
  }

  private static EpisodeSource of(EpisodeJournal journal) {
    return new EpisodeSource() {
      @Override
      public Optional<Environment> environment() {
        return Optional.of(journal.environment());
      }

      @Override
      public Iterator<Episode> iterator() {
        return journal.iterator();
      }

      @Override
      public void close() {
        journal.close();
      }
    };
  }

  private static EpisodeSource of(DemonstrationFile file) {
    return new EpisodeSource() {
      @Override
      public Optional<Environment> environment() {
        return file.environment();
      }

      @Override
      public Map<String, Set<Integer>> filterKeys() {
        List<String> names = file.demonstrations().stream().map(Demonstration::name).toList();
        Map<String, Set<Integer>> keys = new TreeMap<>();
        file.masks()
            .forEach(
                (key, members) ->
                    keys.put(
                        key,
                        members.stream()
                            .map(names::indexOf)
                            .filter(position -> position >= 0)
                            .collect(Collectors.toCollection(TreeSet::new))));
        return keys;
      }

      @Override
      public ForeignAttributes foreignAttributes(int position) {
        return file.demonstrations().get(position).foreignAttributes();
      }

      @Override
      public ForeignAttributes foreignAttributes() {
        return file.foreignAttributes();
      }

      @Override
      public Map<String, Object> foreignEnvironment() {
        return file.foreignEnvironment();
      }

      @Override
      public List<String> notCarried() {
        Stream<String> ofEpisodes =
            file.demonstrations().stream()
                .flatMap(
                    d -> Stream.concat(d.others().stream(), d.foreignAttributes().lost().stream()));
        List<String> names = file.demonstrations().stream().map(Demonstration::name).toList();
        Stream<String> members =
            file.masks().entrySet().stream()
                .flatMap(
                    key ->
                        key.getValue().stream()
                            .filter(name -> !names.contains(name))
                            .map(name -> "mask/" + key.getKey() + ": " + name + ", not in data"));
        return Stream.of(ofEpisodes, file.foreignAttributes().lost().stream(), members)
            .flatMap(all -> all)
            .distinct()
            .toList();
      }

      @Override
      public Iterator<Episode> iterator() {
        return file.demonstrations().stream().map(Demonstration::read).iterator();
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }
}
