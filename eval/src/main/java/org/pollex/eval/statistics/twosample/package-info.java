/**
 * Two success rates, one look: exact tests of a 2x2 table and intervals for the difference.
 *
 * <p>{@link org.pollex.eval.statistics.twosample.BarnardTest} is the test of Pollex trials with a
 * fixed number of rollouts. It and {@link org.pollex.eval.statistics.twosample.BoschlooTest} share
 * one machinery: an ordering of tables gives a {@code RejectionRegion} with monotone borders, whose
 * probability is maximised over the unknown common rate by {@link
 * org.pollex.eval.statistics.twosample.Supremum}.
 */
package org.pollex.eval.statistics.twosample;
