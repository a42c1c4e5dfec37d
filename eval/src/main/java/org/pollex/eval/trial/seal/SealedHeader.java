package org.pollex.eval.trial.seal;

import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.plan.TrialPlan;

/**
 * The public side of a sealed trial: {@code sealed.json}. It names no policy.
 *
 * @param format version of the folder's format
 * @param planDigest SHA-256 of the encrypted plan's plaintext, which holds a random nonce
 * @param root over the plan's digest, all commitments, and every other field of this header
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
 * @param family {@code task} or {@code all}
 * @param rubric milestones that an operator scores, by task
 * @param crashAttempts deaths of a policy or simulator on one trial after which it has failed it
 * @param physics {@code same} or {@code any}
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
    String family,
    Map<String, List<String>> rubric,
    int crashAttempts,
    String physics,
    Map<String, String> files) {
  /** The format that this version writes. */
  public static final String FORMAT = "pollex trial 2";

  /** The streams that film strips are drawn from. */
  static final List<String> FILM =
      List.of("ee_pos", "gripper", "goal", "cloud_points", "cloud_labels");

  /** Returns the number of policies, which is the number of trials in a bundle. */
  public int policyCount() {
    return trials / (tasks.size() * rolloutsPerPolicyAndTask);
  }

  /** Returns the sealed analysis. */
  public TrialPlan.Analysis analysis() {
    return new TrialPlan.Analysis(test, alpha, correction, family);
  }

  /** Returns the root hash that belongs to this header and the commitments of its trials. */
  public String rootOver(List<String> commitments) {
    return Commitment.root(planDigest, CanonicalJson.digest(withRoot("")), commitments);
  }

  /** Returns the same header with a root. */
  public SealedHeader withRoot(String newRoot) {
    return new SealedHeader(
        format,
        planDigest,
        newRoot,
        sealedAt,
        world,
        physicsFingerprint,
        controlPeriod,
        tasks,
        instructions,
        streams,
        drawn,
        horizon,
        decisionTimeoutSeconds,
        trials,
        rolloutsPerPolicyAndTask,
        test,
        alpha,
        correction,
        family,
        rubric,
        crashAttempts,
        physics,
        files);
  }
}
