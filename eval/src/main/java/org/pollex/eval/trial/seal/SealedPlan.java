package org.pollex.eval.trial.seal;

import java.util.List;
import java.util.Map;
import org.pollex.eval.trial.plan.TrialPlan;

/**
 * The secret side of a sealed trial, encrypted under the unseal key; its canonical JSON is what the
 * plan digest is taken of.
 *
 * @param plan as the lab wrote it
 * @param nonce 64 random hexadecimal characters, so that the digest of a guessed plan proves
 *     nothing
 * @param policies as they were when sealed, in the order of the plan
 * @param tasks task ids, sets expanded
 * @param privileged the streams among all that a robot would not have, with what they tell
 * @param noteKey key of the {@link NoteBox}, hexadecimal
 * @param assignments one per trial, in sealed order
 */
public record SealedPlan(
    TrialPlan plan,
    String nonce,
    List<SealedPolicy> policies,
    List<String> tasks,
    Map<String, String> privileged,
    String noteKey,
    List<Assignment> assignments) {

  /**
   * The opening of one trial's commitment.
   *
   * @param code the trial's code
   * @param policy index of its policy
   * @param salt hexadecimal
   */
  public record Assignment(String code, int policy, String salt) {}
}
