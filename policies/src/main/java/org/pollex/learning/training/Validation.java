package org.pollex.learning.training;

import java.nio.file.Path;
import java.util.Map;
import org.pollex.errors.RunFailedException;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.weights.SafeTensors;

/**
 * What a training is judged by while it goes on: the mean loss of the averaged weights over inputs
 * that nothing is learned from.
 *
 * @param feed of these inputs; step i is batch i
 * @param batches number of batches
 */
public record Validation(Feed feed, int batches) {
  /** Times that a training of full length is validated. */
  static final int TIMES = 20;

  /** Weights of the best validation so far, in a run's folder. */
  static final String BEST = "best.safetensors";

  /**
   * Where validation stands.
   *
   * @param loss of the last one; NaN before the first
   * @param best loss so far; infinite before the first
   * @param stale validations since then
   */
  record Standing(double loss, double best, int stale) {
    static final Standing NONE = new Standing(Double.NaN, Double.POSITIVE_INFINITY, 0);

    Standing after(double next) {
      return next < best ? new Standing(next, next, 0) : new Standing(next, best, stale + 1);
    }

    boolean isBest() {
      return stale == 0;
    }
  }

  /** Validates; the batch is one of the feed's shapes to write to. */
  double measure(Learner learner, Batch batch) {
    double sum = 0;
    for (int i = 0; i < batches; i++) {
      feed.fill(i, batch);
      sum += learner.loss(batch);
    }
    if (!Double.isFinite(sum)) {
      throw new RunFailedException(
          "the validation loss is " + sum / batches,
          "Look for NaN or huge values in the data (pollex data lint).");
    }
    return sum / batches;
  }

  /** Keeps weights as the best so far. */
  static void keep(Path folder, Learner learner, String digest) {
    new SafeTensors(Map.of("digest", digest), learner.average()).write(folder.resolve(BEST));
  }
}
