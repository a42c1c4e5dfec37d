/**
 * Was the trial blind? {@link org.pollex.eval.trial.blinding.OperatorView} gathers what could be
 * seen of each trial before unsealing, a {@link org.pollex.eval.trial.blinding.NaiveBayes}
 * classifier tries to tell the policies apart by it, and {@link
 * org.pollex.eval.trial.blinding.BlindingAudit} says how likely its hits are if nothing leaks.
 */
package org.pollex.eval.trial.blinding;
