package org.pollex.retrieval.registration;

import java.util.List;

/**
 * All poses that explain two clouds about equally well.
 *
 * @param answers best first, at least one; see {@link Registration} for ties
 * @param ambiguous true if an answer that puts the object elsewhere is nearly as good, so that
 *     symmetry or lack of overlap leaves the pose open
 * @param unturned the best answer without a turn, however well it explains the clouds: what to
 *     prefer when turns cannot be told apart
 */
public record RegistrationResult(List<Alignment> answers, boolean ambiguous, Alignment unturned) {
  /** Copies the answers. */
  public RegistrationResult {
    answers = List.copyOf(answers);
  }

  /** The first answer. */
  public Alignment best() {
    return answers.getFirst();
  }
}
