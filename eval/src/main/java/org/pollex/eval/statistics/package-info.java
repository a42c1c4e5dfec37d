/**
 * Which policy is better, and how sure may we be?
 *
 * <p>A study is an {@link org.pollex.eval.statistics.OutcomeTable}: one row per rollout. {@link
 * org.pollex.eval.statistics.Comparison} answers the question for a fixed number of rollouts, per
 * task and pooled: success rates with intervals and posteriors, exact tests of every pair corrected
 * for their number, and the compact letter display. The building blocks live below:
 *
 * <ul>
 *   <li>{@code rate}: one success rate;
 *   <li>{@code twosample}: two success rates, exact tests;
 *   <li>{@code multiplicity}: many pairs at once;
 *   <li>{@code score}: partial credit;
 *   <li>{@code survival}: time to success.
 * </ul>
 *
 * <p>Nothing here reads clocks or draws unseeded random numbers: the same table gives the same
 * figures.
 */
package org.pollex.eval.statistics;
