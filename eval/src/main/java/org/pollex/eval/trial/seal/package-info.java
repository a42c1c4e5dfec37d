/**
 * The seal: everything about a trial that must not change, and everything that must not be known,
 * fixed before the first rollout.
 *
 * <p>{@link org.pollex.eval.trial.seal.Sealer} draws the order, the codes and the salts and writes
 * a {@link org.pollex.eval.trial.seal.TrialFolder}. Of its files two are public ({@link
 * org.pollex.eval.trial.seal.SealedHeader}, one {@link org.pollex.eval.trial.seal.SealedTrial} per
 * rollout) and two encrypted: the {@link org.pollex.eval.trial.seal.SealedPlan} under the unseal
 * key, and what the policy host needs, {@link org.pollex.eval.trial.seal.HostAssignments}, under
 * the run key. Both keys live in a {@link org.pollex.eval.trial.seal.KeyRing} outside the folder.
 *
 * <p>Binding: each trial's {@link org.pollex.eval.trial.seal.Commitment} fixes its policy, and one
 * root fixes all commitments. Hiding: a salt of 256 random bits is in each of them.
 */
package org.pollex.eval.trial.seal;
