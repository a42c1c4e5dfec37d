package org.pollex.eval.trial.result;

/**
 * Digests that were fixed before the first rollout, and the head of the chain that ends with the
 * last one; 64 hexadecimal characters each.
 *
 * @param planDigest SHA-256 of the sealed plan with all assignments and salts
 * @param root hash over all per-trial commitments; printed when the trial was sealed
 * @param sealDigest SHA-256 of {@code sealed.json}, which starts the outcome journal's chain
 * @param outcomeHead head of the outcome journal's hash chain
 * @param trials number of trials
 */
public record Seal(
    String planDigest, String root, String sealDigest, String outcomeHead, int trials) {}
