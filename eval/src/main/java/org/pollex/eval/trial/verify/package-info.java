/**
 * Checking a trial folder, by anyone and at any time: {@link
 * org.pollex.eval.trial.verify.TrialVerifier} needs no key. What was unsealed is closed by a {@link
 * org.pollex.eval.trial.verify.Manifest} over every file.
 */
package org.pollex.eval.trial.verify;
