/**
 * Two success rates, looked at after every pair of rollouts: tests that stop as soon as the
 * outcomes allow it and still keep their error rate.
 *
 * <p>A {@link org.pollex.eval.statistics.sequential.SequentialTest} is a design, fixed before the
 * first rollout; a {@link org.pollex.eval.statistics.sequential.SequentialRun} feeds it outcomes
 * and makes its first decision final. {@link org.pollex.eval.statistics.sequential.LaiTest} needs a
 * committed maximum of pairs and is exactly calibrated; {@link
 * org.pollex.eval.statistics.sequential.SaviTest} needs none.
 */
package org.pollex.eval.statistics.sequential;
