package org.pollex.eval.trial.seal;

import java.util.List;
import java.util.Map;

/**
 * The public side of a sealed trial: {@code sealed.json}. It names no policy.
 *
 * @param format version of the folder's format
 * @param planDigest SHA-256 of the encrypted plan's plaintext, which holds a random nonce
 * @param root over the plan's digest and all commitments
 * @param sealedAt when, ISO 8601, UTC
 * @param world where the trial takes place
 * @param physicsFingerprint of that world when it was sealed; a run elsewhere must have the same
 * @param controlPeriod seconds per step
 * @param tasks task ids
 * @param instructions what policies are told, by task
 * @param streams what the policy host is sent: the union over all policies
 * @param drawn what is recorded for film strips besides, where the world has it
 * @param horizon steps after which a rollout is cut off
 * @param decisionTimeoutSeconds allowed for one decision
 * @param trials number of trials
 * @param rolloutsPerPolicyAndTask n
 * @param test of two success rates
 * @param alpha family-wise error rate
 * @param correction over the pairs of a family
 * @param files SHA-256 of the other sealed files, by name
 */
public record SealedHeader(
    String format,
    String planDigest,
    String root,
    String sealedAt,
    String world,
    String physicsFingerprint,
    double controlPeriod,
    List<String> tasks,
    Map<String, String> instructions,
    List<String> streams,
    List<String> drawn,
    int horizon,
    double decisionTimeoutSeconds,
    int trials,
    int rolloutsPerPolicyAndTask,
    String test,
    double alpha,
    String correction,
    Map<String, String> files) {
  /** The format that this version writes. */
  public static final String FORMAT = "pollex trial 1";

  /** The streams that film strips are drawn from. */
  static final List<String> FILM =
      List.of("ee_pos", "gripper", "goal", "cloud_points", "cloud_labels");
}
