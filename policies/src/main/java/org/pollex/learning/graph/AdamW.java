package org.pollex.learning.graph;

/**
 * Constants of AdamW (Loshchilov and Hutter 2019), which become part of the program's text.
 *
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the latter
 * @param weightDecay decoupled decay, multiplied by the rate
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {
  /** PyTorch's defaults: .9, .999, 1e-8, 1e-2. */
  public static final AdamW PYTORCH = new AdamW(0.9, 0.999, 1e-8, 1e-2);

  /** Diffusion Policy's: .95, .999, 1e-8, 1e-6. */
  public static final AdamW DIFFUSION_POLICY = new AdamW(0.95, 0.999, 1e-8, 1e-6);

  /** Refuses values outside of their ranges. */
  public AdamW {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0 && weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "AdamW with beta1 %s, beta2 %s, epsilon %s, weight decay %s"
              .formatted(beta1, beta2, epsilon, weightDecay));
    }
  }
}
