/**
 * Quality control: a second person scores films of rollouts, knowing neither the policy nor what
 * the operator had said.
 *
 * <p>At least {@value org.pollex.eval.trial.review.ReviewSample#SHARE_PERCENT} % of the outcomes
 * are drawn, by lot from the head of the outcome chain: nobody knows which before the trial is
 * closed, and anybody can draw them again afterwards. The agreement of the two is the share of
 * equal answers, with an interval, and Cohen's kappa; once the trial is open, for every policy,
 * too. Reviews are part of the sealed folder and change no outcome.
 */
package org.pollex.eval.trial.review;
