/**
 * What a trial found: {@link org.pollex.eval.trial.result.TrialResult} joins the opened seal with
 * the journals. It is a function of the trial folder alone, so {@code verify} can compute it again.
 */
package org.pollex.eval.trial.result;
