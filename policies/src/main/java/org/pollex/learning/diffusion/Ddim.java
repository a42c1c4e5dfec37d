package org.pollex.learning.diffusion;

/**
 * Deterministic sampling in few steps (Song, Meng and Ermon 2021, η = 0). The clean chunk that a
 * prediction implies is clipped; the predicted noise is kept as it is, as in Diffusion Policy.
 *
 * @param schedule of the training
 * @param steps S of the sampling, 1 to T
 * @param clip largest magnitude of a clean value
 */
public record Ddim(NoiseSchedule schedule, int steps, double clip) {
  /** Refuses step counts outside of the schedule. */
  public Ddim {
    if (steps < 1 || steps > schedule.steps()) {
      throw new IllegalArgumentException(
          steps + " sampling steps; allowed: 1 to " + schedule.steps());
    }
  }

  /** Predicts the noise in a chunk at a diffusion step. */
  public interface Predictor {
    /** Returns ε, in the layout of {@code noisy}. */
    float[] noise(float[] noisy, int step);
  }

  /**
   * Turns noise into a sample, in place.
   *
   * @param x standard normal numbers; holds the sample afterwards
   */
  public void sample(float[] x, Predictor predictor) {
    int stride = schedule.steps() / steps;
    for (int k = steps - 1; k >= 0; k--) {
      int step = k * stride;
      float[] noise = predictor.noise(x, step);
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) previous(step, step - stride, x[i], noise[i]);
      }
    }
  }

  /** One number's way from a step to the one before. */
  double previous(int step, int before, double x, double noise) {
    double now = schedule.signal(step);
    double then = schedule.signal(before);
    double clean = Math.clamp((x - Math.sqrt(1 - now) * noise) / Math.sqrt(now), -clip, clip);
    return Math.sqrt(then) * clean + Math.sqrt(1 - then) * noise;
  }
}
