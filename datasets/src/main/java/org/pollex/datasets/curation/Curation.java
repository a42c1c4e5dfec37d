package org.pollex.datasets.curation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.hdf5.ForeignAttributes;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;

/**
 * Writes a new HDF5 file from one or several files of episodes.
 *
 * @param out the file that was written
 * @param episodes number of episodes in it
 * @param steps number of steps in it
 * @param leftOut number of episodes that the selection did not keep
 * @param filterKeys number of episodes under each filter key
 * @param notCarried what the sources hold that the new file does not, by name
 */
public record Curation(
    String out,
    int episodes,
    long steps,
    int leftOut,
    Map<String, Integer> filterKeys,
    List<String> notCarried) {

  /**
   * Puts all episodes of several files into one, in the order given. Filter keys are kept.
   *
   * @throws BadInputException if the files come from different worlds, or one cannot be read
   */
  public static Curation merge(List<Path> files, Path out) {
    return write(files, (position, episode, keys) -> Optional.of(episode), out);
  }

  /** Keeps the episodes of a selection. */
  public static Curation filter(Path file, Selection selection, Path out) {
    return change(
        file,
        (position, episode, keys) ->
            selection.keeps(episode, keys) ? Optional.of(episode) : Optional.empty(),
        out);
  }

  /** Copies a file with the filter keys {@code train} and {@code valid}, replacing older ones. */
  public static Curation split(Path file, Split split, Path out) {
    Set<String> valid = split.valid(digestsByTask(List.of(file)));
    return change(
        file,
        (position, episode, keys) -> {
          divide(keys, valid.contains(EpisodeDigest.of(episode)));
          return Optional.of(episode);
        },
        out);
  }

  /** Copies a file, with a change of each episode. */
  public static Curation change(Path file, EpisodeChange change, Path out) {
    return write(List.of(file), change, out);
  }

  private static Curation write(List<Path> files, EpisodeChange change, Path out) {
    Environment environment = commonEnvironment(files);
    Tally tally = new Tally();
    Common common = Common.of(files);
    tally.notCarried.addAll(common.attributes.lost());
    DemonstrationWriter.write(
        out,
        environment,
        common.environment,
        writer -> {
          writer.describe(common.attributes);
          int episodes = 0;
          for (Path file : files) {
            try (EpisodeSource source = Conversion.open(file)) {
              tally.notCarried.addAll(source.notCarried());
              Map<String, Set<Integer>> keys = source.filterKeys();
              int position = 0;
              for (Episode episode : source) {
                Set<String> own = keysOf(keys, position);
                Optional<Episode> changed = change.apply(position, episode, own);
                if (changed.isPresent()) {
                  Episode kept = changed.get();
                  String name = writer.add(kept, source.foreignAttributes(position));
                  tally.kept(kept, own, name, writer);
                } else {
                  tally.leftOut++;
                }
                position++;
              }
              episodes += position;
            }
          }
          change.finished(episodes);
        });
    return tally.result(out);
  }

  private static void divide(Set<String> keys, boolean valid) {
    keys.removeAll(Set.of(Split.TRAIN, Split.VALID));
    keys.add(valid ? Split.VALID : Split.TRAIN);
  }

  private static Set<String> keysOf(Map<String, Set<Integer>> keys, int position) {
    Set<String> own = new TreeSet<>();
    keys.forEach(
        (key, members) -> {
          if (members.contains(position)) {
            own.add(key);
          }
        });
    return own;
  }

  private static Map<String, List<String>> digestsByTask(List<Path> files) {
    Map<String, List<String>> digests = new TreeMap<>();
    for (Path file : files) {
      try (EpisodeSource source = Conversion.open(file)) {
        for (Episode episode : source) {
          digests
              .computeIfAbsent(episode.metadata().task(), t -> new ArrayList<>())
              .add(EpisodeDigest.of(episode));
        }
      }
    }
    return digests;
  }

  private static Environment commonEnvironment(List<Path> files) {
    Environment common = null;
    for (Path file : files) {
      try (EpisodeSource source = Conversion.open(file)) {
        Environment environment = source.environment().orElse(Environment.UNKNOWN);
        if (common != null && !common.equals(environment)) {
          throw new BadInputException(
              "%s comes from %s, %s from %s".formatted(files.getFirst(), common, file, environment),
              "Allowed: files of one world with equal versions and arguments; merged, their"
                  + " episodes could not be told apart.");
        }
        common = environment;
      }
    }
    return common;
  }

  /** What all files say alike about themselves beyond the layout. */
  private record Common(ForeignAttributes attributes, Map<String, Object> environment) {
    static Common of(List<Path> files) {
      Common common = null;
      for (Path file : files) {
        try (EpisodeSource source = Conversion.open(file)) {
          Common own = new Common(source.foreignAttributes(), source.foreignEnvironment());
          common = common == null ? own : common.and(own);
        }
      }
      return common;
    }

    private Common and(Common other) {
      Map<String, Object> both = new TreeMap<>(environment);
      both.entrySet().retainAll(other.environment.entrySet());
      Set<String> lost = new TreeSet<>(environment.keySet());
      lost.addAll(other.environment.keySet());
      lost.removeAll(both.keySet());
      ForeignAttributes agreed = attributes.common(other.attributes);
      List<String> named = new ArrayList<>(agreed.lost());
      lost.forEach(key -> named.add("env_args entry " + key + ", in which the files differ"));
      return new Common(new ForeignAttributes(agreed.byPath(), named), both);
    }
  }

  /** Counts while episodes go by. */
  private static final class Tally {
    final Set<String> notCarried = new TreeSet<>();
    private final Map<String, Integer> filterKeys = new TreeMap<>();
    private int episodes;
    private long steps;
    private int leftOut;

    void kept(Episode episode, Set<String> keys, String name, DemonstrationWriter writer) {
      episodes++;
      steps += episode.steps();
      keys.forEach(key -> writer.mask(key, name));
      writer.masksOf(name).forEach(key -> filterKeys.merge(key, 1, Integer::sum));
    }

    Curation result(Path out) {
      return new Curation(
          out.toString(), episodes, steps, leftOut, filterKeys, List.copyOf(notCarried));
    }
  }
}
