package org.pollex.learning.training;

import org.pollex.errors.BadInputException;

/**
 * How a program is trained.
 *
 * @param steps of optimization
 * @param batch windows that are in memory at once
 * @param accumulate batches per step; their gradients are averaged
 * @param rate learning rate behind the warm-up
 * @param warmUp steps over which the rate rises linearly from 0
 * @param cosine true when the rate then falls to 0 along a half cosine, false when it stays
 * @param clip largest global norm of a gradient
 * @param checkpointEvery steps between checkpoints
 * @param patience validations without a better loss after which a training ends; 0 = never
 * @param seed of the weights, the order of windows, and the noise
 * @param threads of one tensor operation
 */
public record TrainingPlan(
    int steps,
    int batch,
    int accumulate,
    double rate,
    int warmUp,
    boolean cosine,
    double clip,
    int checkpointEvery,
    int patience,
    long seed,
    int threads) {
  /** Inverse power of the weights' moving average (Diffusion Policy's EMA). */
  private static final double AVERAGE_POWER = 0.75;

  private static final double LARGEST_DECAY = 0.9999;

  /** Refuses values outside of their ranges. */
  public TrainingPlan {
    require(steps >= 1, "steps", steps, "1 or more");
    require(batch >= 1, "batch", batch, "1 or more");
    require(accumulate >= 1, "accumulate", accumulate, "1 or more");
    require(rate > 0 && rate < 1, "rate", rate, "above 0 and below 1");
    require(warmUp >= 0, "warmUp", warmUp, "0 or more");
    require(clip > 0, "clip", clip, "above 0");
    require(checkpointEvery >= 1, "checkpointEvery", checkpointEvery, "1 or more");
    require(patience >= 0, "patience", patience, "0 or more");
    require(threads >= 1, "threads", threads, "1 or more");
  }

  private static void require(boolean fine, String name, Object value, String allowed) {
    if (!fine) {
      throw new BadInputException("training " + name + " " + value, "Allowed: " + allowed + ".");
    }
  }

  /** Returns the learning rate of a step, counted from 0. */
  public double rate(int step) {
    if (step < warmUp) {
      return rate * step / warmUp;
    }
    if (!cosine) {
      return rate;
    }
    double progress = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return rate * 0.5 * (1 + Math.cos(Math.PI * progress));
  }

  /**
   * Returns the decay of the moving average after a number of updates: 1 − (1 + n − 1)^−¾, at most
   * .9999, and 0 for the first.
   */
  public static double averageDecay(int updates) {
    if (updates <= 1) {
      return 0;
    }
    return Math.clamp(1 - Math.pow(updates, -AVERAGE_POWER), 0, LARGEST_DECAY);
  }
}
