package org.pollex.eval.trial.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.hardware.world.InitialCondition;

/**
 * The initial conditions that policies have been shown: no rollout of a trial may start from one.
 */
public final class DemonstratedConditions {
  private DemonstratedConditions() {}

  /**
   * Reads the conditions of the files that a plan excludes, and of the demonstrations that lie
   * among the policies' own files.
   *
   * @throws org.pollex.errors.BadInputException for a file that holds no episodes
   */
  public static List<InitialCondition> of(TrialPlan plan) {
    List<Path> files = new ArrayList<>();
    plan.initialConditions().exclude().forEach(file -> files.add(Path.of(file)));
    for (TrialPlan.PlannedPolicy policy : plan.policies()) {
      PolicyFiles.file(policy.address()).ifPresent(root -> files.addAll(recordings(root)));
    }
    List<InitialCondition> conditions = new ArrayList<>();
    files.stream().distinct().forEach(file -> conditions.addAll(read(file)));
    return conditions.stream().distinct().toList();
  }

  private static List<Path> recordings(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".hdf5")).sorted().toList();
    } catch (IOException e) {
      throw StorageFailure.reading(root, e);
    }
  }

  private static List<InitialCondition> read(Path file) {
    List<InitialCondition> conditions = new ArrayList<>();
    try (EpisodeSource episodes = EpisodeSource.open(file)) {
      for (Episode episode : episodes) {
        double[] parameters =
            episode.metadata().randVec().stream().mapToDouble(Double::doubleValue).toArray();
        conditions.add(new InitialCondition(episode.metadata().task(), parameters, "shown"));
      }
    }
    return conditions;
  }
}
