package org.pollex.eval.statistics;

import org.pollex.eval.statistics.multiplicity.PValueAdjustment;

/**
 * How a comparison is made.
 *
 * @param alpha family-wise error rate of the pairs of one family, such as 0.05
 * @param level level of confidence and credible intervals, such as 0.95
 * @param adjustment correction over the pairs of a family
 */
public record ComparisonSettings(double alpha, double level, PValueAdjustment adjustment) {

  /** Error rate 5 %, 95 % intervals, Holm's correction. */
  public static final ComparisonSettings STANDARD =
      new ComparisonSettings(0.05, 0.95, PValueAdjustment.HOLM);

  public ComparisonSettings {
    if (!(alpha > 0 && alpha < 1 && level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "given alpha %s and level %s; allowed: both strictly between 0 and 1"
              .formatted(alpha, level));
    }
  }
}
