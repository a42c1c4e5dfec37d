package org.pollex.retrieval.registration;

import java.util.List;

/**
 * All poses that explain two clouds about equally well.
 *
 * @param answers best first, at least one; see {@link Registration} for ties
 * @param ambiguous true if an answer that puts the object elsewhere is nearly as good, so that
 *     symmetry or lack of overlap leaves the pose open
 */
public record RegistrationResult(List<Alignment> answers, boolean ambiguous) {
  /** Copies the answers. */
  public RegistrationResult {
    answers = List.copyOf(answers);
  }

  /** The first answer. */
  public Alignment best() {
    return answers.getFirst();
  }
}
