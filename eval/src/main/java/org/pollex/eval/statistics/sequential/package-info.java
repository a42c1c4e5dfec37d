/**
 * Two success rates, looked at after every pair of rollouts: tests that stop as soon as the
 * outcomes allow it and still keep their error rate.
 *
 * <p>A {@link org.pollex.eval.statistics.sequential.SequentialTest} is a design, fixed before the
 * first rollout; a {@link org.pollex.eval.statistics.sequential.SequentialRun} feeds it outcomes
 * and makes its first decision final. {@link
 * org.pollex.eval.statistics.sequential.SequentialMethod} names the designs on offer:
 *
 * <ul>
 *   <li>{@code lai} looks at discordant pairs only, {@code savi} bets and needs no maximum of
 *       pairs;
 *   <li>{@code step}, {@code barnard} and {@code optimal} look at the success counts of both
 *       policies. Each is a {@code StoppingTable}; {@code CountDynamics} gives the exact behaviour
 *       of any such table and {@code NullSize} its size at every common success rate.
 * </ul>
 *
 * <p>{@code StepSynthesis} and {@code OptimalSynthesis} find their tables by linear programs, which
 * {@code BoundedSimplex} solves.
 */
package org.pollex.eval.statistics.sequential;
