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
    /**
     * Predicts.
     *
     * @param index of the diffusion step among {@link Ddim#levels}
     * @param noise ε, in the layout of {@code noisy}, written
     */
    void noise(float[] noisy, int index, float[] noise);
  }

  /** Returns the diffusion steps that a sample visits, in order. */
  public int[] levels() {
    int[] levels = new int[steps];
    for (int i = 0; i < steps; i++) {
      levels[i] = (steps - 1 - i) * stride();
    }
    return levels;
  }

  private int stride() {
    return schedule.steps() / steps;
  }

  /**
   * Turns noise into a sample, in place.
   *
   * @param x standard normal numbers; holds the sample afterwards
   * @param noise as many numbers to work with
   */
  public void sample(float[] x, float[] noise, Predictor predictor) {
    for (int index = 0; index < steps; index++) {
      int step = (steps - 1 - index) * stride();
      predictor.noise(x, index, noise);
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) previous(step, step - stride(), x[i], noise[i]);
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
