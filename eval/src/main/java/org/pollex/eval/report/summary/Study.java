package org.pollex.eval.report.summary;

import java.util.List;
import java.util.Locale;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.ComparisonSettings;
import org.pollex.eval.statistics.Outcome;
import org.pollex.eval.statistics.OutcomeTable;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;

/**
 * A trial's result with the sealed analysis done.
 *
 * @param result the opened trial
 * @param comparison the statistics of its outcomes
 */
public record Study(TrialResult result, Comparison comparison) {
  private static final double LEVEL = 0.95;

  /** Does the analysis that the plan sealed. */
  public static Study of(TrialResult result) {
    double limit = limit(result);
    List<Outcome> outcomes =
        result.outcomes().stream().map(outcome -> outcome(outcome, limit)).toList();
    var analysis = result.plan().analysis();
    var adjustment =
        PValueAdjustment.valueOf(analysis.correction().toUpperCase(Locale.ROOT).replace('-', '_'));
    return new Study(
        result,
        Comparison.of(
            new OutcomeTable(outcomes),
            new ComparisonSettings(analysis.alpha(), LEVEL, adjustment)));
  }

  /**
   * A rollout that ended early without success, because the policy gave up, would not have
   * succeeded later: it is censored at the time limit, not where it ended.
   */
  private static Outcome outcome(TrialOutcome outcome, double limit) {
    double seconds = outcome.success() ? Math.min(outcome.seconds(), limit) : limit;
    return Outcome.timed(outcome.policy(), outcome.task(), outcome.success(), seconds);
  }

  /** Returns the time limit of a rollout, seconds. */
  public double limit() {
    return limit(result);
  }

  private static double limit(TrialResult result) {
    return result.plan().horizon() * result.controlPeriod();
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
