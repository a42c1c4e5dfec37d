package org.pollex.eval.trial.review;

import java.util.OptionalDouble;

/**
 * Two people's answers to one yes-or-no question about the same rollouts.
 *
 * @param both answered yes
 * @param firstOnly the operator answered yes, the reviewer no
 * @param secondOnly the reviewer answered yes, the operator no
 * @param neither answered yes
 */
public record Kappa(int both, int firstOnly, int secondOnly, int neither) {
  /** No answers. */
  static final Kappa NONE = new Kappa(0, 0, 0, 0);

  /** Returns the table with one more rollout. */
  Kappa plus(boolean first, boolean second) {
    return new Kappa(
        both + (first && second ? 1 : 0),
        firstOnly + (first && !second ? 1 : 0),
        secondOnly + (!first && second ? 1 : 0),
        neither + (!first && !second ? 1 : 0));
  }

  /** Returns how many rollouts were answered by both. */
  public int total() {
    return both + firstOnly + secondOnly + neither;
  }

  /** Returns how often the two disagreed. */
  public int disagreements() {
    return firstOnly + secondOnly;
  }

  /**
   * Cohen's kappa (1960): (p_o − p_e) / (1 − p_e), the agreement p_o beyond what the two shares of
   * yes would give by chance, p_e. Undefined where chance alone gives full agreement, as when both
   * always say the same one thing.
   */
  public OptionalDouble value() {
    double n = total();
    if (n == 0) {
      return OptionalDouble.empty();
    }
    double observed = (both + neither) / n;
    double firstYes = (both + firstOnly) / n;
    double secondYes = (both + secondOnly) / n;
    double chance = firstYes * secondYes + (1 - firstYes) * (1 - secondYes);
    return chance == 1
        ? OptionalDouble.empty()
        : OptionalDouble.of((observed - chance) / (1 - chance));
  }
}
