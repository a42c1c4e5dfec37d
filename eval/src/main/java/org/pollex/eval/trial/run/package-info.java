/**
 * Running a sealed trial: at-least-once execution, exactly-once outcomes.
 *
 * <p>A {@link org.pollex.eval.trial.run.TrialEngine} executes trials in any order, again after a
 * crash; the {@link org.pollex.eval.trial.run.OutcomeStore} takes each result once, keyed by its
 * index in the sealed order, and appends it to the journal when its turn has come. Nothing that
 * depends on machine, process, time or attempt enters the chain of outcomes, so its head is the
 * same however the work went. Policies act in another process, {@link
 * org.pollex.eval.trial.run.TrialPolicyHost}; this one knows codes only.
 */
package org.pollex.eval.trial.run;
