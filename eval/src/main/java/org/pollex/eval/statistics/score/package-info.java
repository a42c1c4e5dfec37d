/**
 * Partial-credit scores of rollouts: tests for two policies and the posterior of a mean score.
 *
 * <p>A score is the share of milestones met, in [0, 1], but nothing here depends on these bounds.
 */
package org.pollex.eval.statistics.score;
