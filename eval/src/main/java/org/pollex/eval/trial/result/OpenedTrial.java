package org.pollex.eval.trial.result;

/**
 * An opened trial with its sealed analysis done.
 *
 * @param result who was who, and how it went
 * @param analysis what the sealed plan makes of it
 */
public record OpenedTrial(TrialResult result, SealedAnalysis analysis) {
  /** Does the analysis that the plan sealed. */
  public static OpenedTrial of(TrialResult result) {
    return new OpenedTrial(result, SealedAnalysis.of(result));
  }
}
