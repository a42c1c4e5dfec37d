package org.pollex.learning.diffusion;

/**
 * How much noise each diffusion step carries: the squared-cosine schedule of Nichol and Dhariwal
 * (2021), as Diffusion Policy uses it. β is capped at .999.
 */
public final class NoiseSchedule {
  private static final double OFFSET = 0.008;
  private static final double LARGEST_BETA = 0.999;

  private final double[] signal;

  private NoiseSchedule(double[] signal) {
    this.signal = signal;
  }

  /**
   * The schedule.
   *
   * @param steps T, 2 or more
   */
  public static NoiseSchedule squaredCosine(int steps) {
    if (steps < 2) {
      throw new IllegalArgumentException(steps + " diffusion steps; 2 or more");
    }
    double[] signal = new double[steps];
    double product = 1;
    for (int i = 0; i < steps; i++) {
      product *= 1 - Math.min(1 - level(i + 1, steps) / level(i, steps), LARGEST_BETA);
      signal[i] = product;
    }
    return new NoiseSchedule(signal);
  }

  private static double level(int step, int steps) {
    double cosine = Math.cos(((double) step / steps + OFFSET) / (1 + OFFSET) * Math.PI / 2);
    return cosine * cosine;
  }

  /** Returns T. */
  public int steps() {
    return signal.length;
  }

  /** Returns ᾱ of a step: the share of the signal's variance; 1 before step 0. */
  public double signal(int step) {
    return step < 0 ? 1 : signal[step];
  }

  /** Returns β of a step: the variance that it adds. */
  public double beta(int step) {
    return 1 - signal(step) / signal(step - 1);
  }

  /** x_t = √ᾱ x₀ + √(1−ᾱ) ε, for one number. */
  public double noised(int step, double clean, double noise) {
    return Math.sqrt(signal(step)) * clean + Math.sqrt(1 - signal(step)) * noise;
  }
}
