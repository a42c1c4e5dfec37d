package org.pollex.eval.statistics;

/**
 * A test beside the headline test of success rates: paired by initial condition, stratified by
 * task, of partial credit, or of time to success.
 *
 * @param name such as {@code log-rank}
 * @param statistic its statistic; the sign of a signed one is positive when A is better
 * @param p raw two-sided p-value
 * @param adjustedP p corrected over the pairs of the family, for this test alone
 */
public record SecondaryTest(String name, double statistic, double p, double adjustedP) {}
