package org.pollex.eval.statistics.rate;

import org.hipparchus.special.Beta;

/**
 * An interval for one success rate that may be looked at after every rollout: with probability at
 * least its level it covers the true rate at all times at once.
 *
 * <p>Robbins's (1970) method of mixtures: the likelihood under a Beta(a, b) mixture over the one
 * under rate p is a non-negative martingale if p is true; the interval holds the rates at which it
 * is below 1/(1 - level). The mixture Beta(1/2, 1/2) keeps the interval narrow at all rates.
 */
public final class ConfidenceSequence {

  private static final double MIXTURE = 0.5;

  private ConfidenceSequence() {}

  /** The interval after the rollouts so far; [0, 1] before the first. */
  public static Interval of(SuccessCount soFar, double level) {
    RateInterval.requireLevel(level);
    int k = soFar.successes();
    int n = soFar.trials();
    double mixture = Beta.logBeta(k + MIXTURE, n - k + MIXTURE) - Beta.logBeta(MIXTURE, MIXTURE);
    double least = mixture + Math.log(1 - level);
    double peak = n == 0 ? 0.5 : soFar.rate();
    return new Interval(
        k == 0 ? 0 : end(k, n, least, 0, peak), k == n ? 1 : end(k, n, least, 1, peak));
  }

  /** Bisects between a rate that is ruled out and the observed rate, which never is. */
  private static double end(int k, int n, double least, double out, double in) {
    double outside = out;
    double inside = in;
    while (true) {
      double middle = (outside + inside) / 2;
      if (middle == outside || middle == inside) {
        return inside;
      }
      if (logLikelihood(k, n, middle) < least) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
  }

  private static double logLikelihood(int k, int n, double rate) {
    return (k == 0 ? 0 : k * Math.log(rate)) + (k == n ? 0 : (n - k) * Math.log1p(-rate));
  }
}
