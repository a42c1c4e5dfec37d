package org.pollex.datasets.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** Good episodes in memory, in which a defect can be put. */
record Corpus(String name, List<Episode> episodes) {
  private static final Set<String> LARGE =
      Set.of("states", "prev_obs", "obs/state39", "obs/info", "obs/expert_action", "actions_raw");

  /** Reads a whole file. */
  static Corpus all(Path file) {
    return every(file, 0, 1);
  }

  /** Reads every second episode, from the first or the second on. */
  static Corpus half(Path file, int from) {
    return every(file, from, 2);
  }

  private static Corpus every(Path file, int from, int by) {
    List<Episode> episodes = new ArrayList<>();
    try (DemonstrationFile open = DemonstrationFile.open(file)) {
      List<Demonstration> all = open.demonstrations();
      for (int i = from; i < all.size(); i += by) {
        episodes.add(light(all.get(i)));
      }
    }
    return new Corpus(file.getFileName().toString(), episodes);
  }

  private static Episode light(Demonstration demonstration) {
    List<StreamSpec> specs = new ArrayList<>();
    Map<String, Tensor> streams = new LinkedHashMap<>();
    demonstration
        .streams()
        .forEach(
            (name, stream) -> {
              if (!LARGE.contains(name)) {
                specs.add(stream.spec());
                streams.put(name, stream.read());
              }
            });
    return new Episode(demonstration.metadata(), demonstration.outcome(), specs, streams, Map.of());
  }

  /** Some of the episodes, in random order. */
  List<Episode> draw(Random random, int count) {
    List<Episode> drawn = new ArrayList<>(episodes);
    Collections.shuffle(drawn, random);
    return new ArrayList<>(drawn.subList(0, Math.min(count, drawn.size())));
  }

  /** Lints episodes; keys are the filter keys of each. */
  static LintReport lint(List<Episode> episodes, List<Set<String>> keys) {
    return Lint.of(
        "memory",
        action -> {
          for (int i = 0; i < episodes.size(); i++) {
            action.accept(new LintEpisode(episodes.get(i), i, keys.get(i)));
          }
        });
  }

  static LintReport lint(List<Episode> episodes) {
    return lint(episodes, Collections.nCopies(episodes.size(), Set.of()));
  }
}
