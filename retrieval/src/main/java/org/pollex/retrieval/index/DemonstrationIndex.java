package org.pollex.retrieval.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.language.InstructionMatcher;
import org.pollex.retrieval.shape.ShapeDescriptor;

/**
 * Demonstrations under a language key and a shape, open for queries. Retrieval is hierarchical:
 * first what is asked for, then, among the demonstrations of that, whose object looks most like the
 * one in view.
 */
public final class DemonstrationIndex implements AutoCloseable {
  /** Language scores this close are equal. */
  private static final double LANGUAGE_TIE = 0.02;

  /** Likeness of shape, at any yaw, below which the object is another kind of thing. */
  private static final double SUITABLE_SHAPE = 0.75;

  private static final int NEAREST = 3;

  private final Path folder;
  private final List<IndexedDemonstration> demonstrations;
  private final InstructionMatcher matcher = new InstructionMatcher();

  private DemonstrationIndex(Path folder) {
    this.folder = folder;
    this.demonstrations = IndexFolder.read(folder, matcher);
  }

  /**
   * Opens an index folder and checks its manifest's versions and digests.
   *
   * @throws BadInputException if it is no index, of another version, or changed since it was built
   */
  public static DemonstrationIndex open(Path folder) {
    return new DemonstrationIndex(folder);
  }

  /** All demonstrations, in the order of building. */
  public List<IndexedDemonstration> demonstrations() {
    return demonstrations;
  }

  /** Finds demonstrations by instruction alone. */
  public Retrieval query(String instruction) {
    return query(instruction, Optional.empty());
  }

  /**
   * Finds demonstrations for an instruction and the object in view.
   *
   * @param cloud the segmented object, world frame, z up
   */
  public Retrieval query(String instruction, PointCloud cloud) {
    return query(instruction, Optional.of(cloud));
  }

  private Retrieval query(String instruction, Optional<PointCloud> cloud) {
    List<InstructionMatcher.Known> known =
        demonstrations.stream().map(IndexedDemonstration::language).toList();
    InstructionMatcher.Match match = matcher.match(instruction, known);
    Optional<ShapeDescriptor> shape = cloud.map(ShapeDescriptor::of);
    List<Retrieval.Candidate> ranked = new ArrayList<>();
    for (int i = 0; i < demonstrations.size(); i++) {
      IndexedDemonstration demonstration = demonstrations.get(i);
      ranked.add(
          new Retrieval.Candidate(
              demonstration,
              match.scores()[i],
              shape.map(s -> s.similarity(demonstration.shape())).orElse(1.0),
              shape.map(s -> s.similarityAnyYaw(demonstration.shape())).orElse(1.0)));
    }
    double best = ranked.stream().mapToDouble(Retrieval.Candidate::language).max().orElse(0);
    ranked.sort(
        Comparator.comparingDouble((Retrieval.Candidate c) -> -tier(c, best))
            .thenComparingDouble(c -> -c.shape()));
    List<Retrieval.Candidate> nearest = ranked.subList(0, Math.min(NEAREST, ranked.size()));
    if (match.reason().isPresent()) {
      return new Retrieval.NothingSuitable(match.reason().get(), nearest);
    }
    List<Retrieval.Candidate> suitable =
        ranked.stream()
            .filter(c -> c.language() >= InstructionMatcher.SUITABLE)
            .filter(c -> c.shapeAnyYaw() >= SUITABLE_SHAPE)
            .toList();
    if (suitable.isEmpty()) {
      return new Retrieval.NothingSuitable(
          "the object in view does not look like that of any demonstration of '"
              + instruction
              + "'",
          nearest);
    }
    return new Retrieval.Found(suitable);
  }

  /** The best language score for all within a tie of it, else the candidate's own. */
  private static double tier(Retrieval.Candidate candidate, double best) {
    return candidate.language() >= best - LANGUAGE_TIE ? best : candidate.language();
  }

  /**
   * Reads a demonstration's streams from its file within the index.
   *
   * @throws BadInputException if the file is missing or damaged
   */
  public Episode episode(IndexedDemonstration demonstration) {
    Path file = folder.resolve(IndexFolder.DEMONSTRATIONS).resolve(demonstration.file());
    IndexFolder.requireUnchanged(
        file, Sha256.hex(file), IndexFolder.recordedDigest(folder, demonstration.file()));
    try (EpisodeSource source = EpisodeSource.open(file)) {
      int number = 0;
      for (Episode episode : source) {
        if (number++ == demonstration.episode()) {
          return episode;
        }
      }
    }
    throw new BadInputException(
        file + " has no episode " + demonstration.episode(), "Build the index again");
  }

  /**
   * Reads all demonstrations, each file once.
   *
   * @param use given every demonstration and its streams
   * @throws BadInputException if a file is missing or damaged
   */
  public void forEachEpisode(BiConsumer<IndexedDemonstration, Episode> use) {
    Map<String, Map<Integer, IndexedDemonstration>> files = new TreeMap<>();
    for (IndexedDemonstration each : demonstrations) {
      files.computeIfAbsent(each.file(), name -> new HashMap<>()).put(each.episode(), each);
    }
    files.forEach(
        (name, wanted) -> {
          Path file = folder.resolve(IndexFolder.DEMONSTRATIONS).resolve(name);
          IndexFolder.requireUnchanged(
              file, Sha256.hex(file), IndexFolder.recordedDigest(folder, name));
          try (EpisodeSource source = EpisodeSource.open(file)) {
            int number = 0;
            for (Episode episode : source) {
              IndexedDemonstration found = wanted.get(number++);
              if (found != null) {
                use.accept(found, episode);
              }
            }
          }
        });
  }

  /** Frees the sentence model, if a query needed it. */
  @Override
  public void close() {
    matcher.close();
  }
}
