/**
 * One success rate: k of n, its confidence intervals and its Beta posterior.
 *
 * <p>Frequentist intervals are {@link org.pollex.eval.statistics.rate.RateInterval}s, one enum
 * constant per method; the Bayesian side is {@link org.pollex.eval.statistics.rate.BetaPosterior}.
 * Both work in full double precision and are checked against scipy, statsmodels and mpmath.
 */
package org.pollex.eval.statistics.rate;
