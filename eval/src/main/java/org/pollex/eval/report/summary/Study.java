package org.pollex.eval.report.summary;

import java.util.List;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.trial.result.SealedAnalysis;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;

/**
 * A trial's result with the sealed analysis done.
 *
 * @param result the opened trial
 * @param comparison the statistics of its outcomes
 * @param paths how each sequential test went; empty when the number of rollouts was fixed
 * @param frames pictures of rollouts, where the trial kept any
 */
public record Study(
    TrialResult result, Comparison comparison, List<SequentialPath> paths, RolloutFrames frames) {

  /** Does the analysis that the plan sealed. */
  public static Study of(TrialResult result) {
    return of(result, SealedAnalysis.of(result).comparison());
  }

  /** Takes over an analysis that was done already. */
  public static Study of(TrialResult result, Comparison comparison) {
    return new Study(result, comparison, SequentialPath.of(result), RolloutFrames.NONE);
  }

  /** Returns the same study with pictures of its rollouts. */
  public Study with(RolloutFrames pictures) {
    return new Study(result, comparison, paths, pictures);
  }

  /** Returns how many rollouts the sealed plan asks for. */
  public int planned() {
    return result.policies().size() * result.tasks().size() * result.plan().rollouts();
  }

  /** Returns the outcomes of one policy, in sealed order. */
  public List<TrialOutcome> outcomesOf(String policy) {
    return result.outcomes().stream().filter(outcome -> outcome.policy().equals(policy)).toList();
  }
}
