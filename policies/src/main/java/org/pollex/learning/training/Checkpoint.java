package org.pollex.learning.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.weights.SafeTensors;

/**
 * Where a training stands.
 *
 * @param step steps done
 * @param loss mean over the last report; NaN before the first
 * @param standing of the validation
 * @param digest of everything that the result depends on: program, plan, data
 * @param state of the learner
 */
record Checkpoint(
    int step, double loss, Validation.Standing standing, String digest, Map<String, Tensor> state) {
  private static final String FILE = "checkpoint.safetensors";

  /** Writes it; the one before stays until this one is whole. */
  void write(Path folder) {
    Map<String, String> metadata =
        Map.of(
            "step", Integer.toString(step),
            "loss", Double.toString(loss),
            "validation", Double.toString(standing.loss()),
            "best", Double.toString(standing.best()),
            "stale", Integer.toString(standing.stale()),
            "digest", digest);
    new SafeTensors(metadata, state).write(folder.resolve(FILE));
  }

  /**
   * Reads the checkpoint of a run, if it has one.
   *
   * @throws BadInputException if it belongs to another program, plan or data
   */
  static Optional<Checkpoint> read(Path folder, String digest) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SafeTensors saved = SafeTensors.read(file);
    if (!digest.equals(saved.metadata().get("digest"))) {
      throw new BadInputException(
          folder + " holds a run with another program, plan or data",
          "Give the settings it was started with, or another folder.");
    }
    Map<String, String> told = saved.metadata();
    return Optional.of(
        new Checkpoint(
            Integer.parseInt(told.get("step")),
            Double.parseDouble(told.get("loss")),
            new Validation.Standing(
                Double.parseDouble(told.get("validation")),
                Double.parseDouble(told.get("best")),
                Integer.parseInt(told.get("stale"))),
            digest,
            saved.tensors()));
  }
}
