/**
 * Blinded randomized trials: plan → seal → run → unseal → report, and verify at any time.
 *
 * <ul>
 *   <li>{@code plan}: what a lab writes, a YAML file;
 *   <li>{@code seal}: fixes everything before the first rollout, and hides who is who: commitments,
 *       codes, keys;
 *   <li>{@code run}: executes the sealed trials, at least once each, and journals every outcome
 *       exactly once, in sealed order;
 *   <li>{@code result}: the opened seal joined with the outcomes ({@link
 *       org.pollex.eval.trial.Unsealer} opens it);
 *   <li>{@code verify}: checks every byte of a trial folder.
 * </ul>
 *
 * <p>What is blinded, against whom, and what is not, is in {@code docs/TRIALS.md}.
 */
package org.pollex.eval.trial;
