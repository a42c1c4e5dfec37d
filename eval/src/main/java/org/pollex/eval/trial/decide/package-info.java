/**
 * The decisions of a sealed analysis: which pairs of policies are separated, and which rollouts are
 * still needed to say so.
 *
 * <p>A {@link org.pollex.eval.trial.decide.DecisionRule} is made from the plan. The same rule stops
 * a running trial, judges an opened one, is checked by {@code verify}, and is simulated by {@code
 * stats calibrate}.
 */
package org.pollex.eval.trial.decide;
