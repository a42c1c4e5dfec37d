package org.pollex.policies.learned;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.diffusion.NoiseSchedule;
import org.pollex.learning.graph.Program;
import org.pollex.learning.training.TrainingPlan;
import org.pollex.learning.training.TrainingRun;

/**
 * Trains a policy from demonstrations into a folder, or goes on with the training that the folder
 * holds.
 *
 * @param files demonstrations
 * @param streams observation streams that the policy reads
 * @param history observations it is told
 * @param holdOut every how many-th demonstration is held out for validation; 0 = none
 * @param shape of its chunks
 */
public record PolicyTraining(
    List<Path> files,
    List<String> streams,
    int history,
    int holdOut,
    ChunkShape shape,
    Architecture architecture,
    TrainingPlan plan) {
  /** Copies the lists. */
  public PolicyTraining {
    files = List.copyOf(files);
    streams = List.copyOf(streams);
    if (history < 1) {
      throw new BadInputException("a history of " + history, "Allowed: 1 or more.");
    }
  }

  /**
   * Trains and writes the policy.
   *
   * @param start a policy of the same architecture to finetune; its scales are kept
   */
  public PolicyFolder.Manifest train(
      Path folder, Optional<PolicyFolder> start, TrainingRun.Listener listener) {
    start.map(PolicyFolder::manifest).ifPresent(this::requireFit);
    NoiseSchedule schedule =
        architecture.denoises() ? NoiseSchedule.squaredCosine(LearnedPolicy.DIFFUSION_STEPS) : null;
    Map<String, String> data = new LinkedHashMap<>();
    files.forEach(file -> data.put(file.getFileName().toString(), Sha256.hex(file)));
    try (ChunkFeed feed =
        new ChunkFeed(
            files,
            streams,
            history,
            holdOut,
            shape,
            plan,
            schedule,
            start.map(PolicyFolder::manifest))) {
      Program program = architecture.program(feed.condition(), shape.horizon());
      Map<String, Tensor> from = start.map(PolicyFolder::weights).orElse(Map.of());
      TrainingRun.Outcome outcome =
          new TrainingRun(
                  program,
                  architecture.optimizer(),
                  plan,
                  feed,
                  holdOut > 0 ? Optional.of(feed.validation()) : Optional.empty(),
                  folder,
                  told(data, start))
              .run(from, listener);
      PolicyFolder.Manifest manifest =
          new PolicyFolder.Manifest(
              PolicyFolder.FORMAT,
              architecture,
              feed.condition(),
              feed.chunk(),
              feed.tasks(),
              plan,
              program.size(),
              feed.windows(),
              data,
              outcome.digest(),
              outcome.steps(),
              outcome.loss(),
              outcome.validation());
      new PolicyFolder(manifest, outcome.weights()).write(folder);
      return manifest;
    }
  }

  /** Everything that decides what the program is fed and starts from, but the seed. */
  private String told(Map<String, String> data, Optional<PolicyFolder> start) {
    String from = start.map(PolicyFolder::manifest).map(PolicyFolder.Manifest::digest).orElse("");
    return List.of(data, streams, history, holdOut, shape, from).toString();
  }

  private void requireFit(PolicyFolder.Manifest start) {
    Condition condition = start.condition();
    if (!start.architecture().equals(architecture)
        || !condition.streams().equals(streams)
        || condition.history() != history
        || !ChunkShape.of(start.chunk()).equals(shape)) {
      throw new BadInputException(
          "the policy to finetune has %s, reads %s and answers %s"
              .formatted(start.architecture(), condition.streams(), ChunkShape.of(start.chunk())),
          "Train with the same network, streams, history and chunk.");
    }
  }
}
