package org.pollex.eval.trial.result;

import java.util.List;
import java.util.OptionalDouble;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.Outcome;
import org.pollex.eval.statistics.OutcomeTable;
import org.pollex.eval.trial.blinding.BlindingAudit;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.review.OpenedReviews;
import org.pollex.eval.trial.run.Amendment;

/**
 * An opened trial: everything that a report shows. Stored as {@code results.json}.
 *
 * @param plan what was sealed
 * @param seal digests that tie the result to what was fixed before the first rollout
 * @param policies who was who, in the order of the plan
 * @param tasks task ids, in the order of the plan with sets expanded
 * @param controlPeriod seconds per step
 * @param outcomes one per trial, in sealed order
 * @param runs the processes that ran it, in order; more than one after an interruption
 * @param timings measured wall times per policy
 * @param filmStrips paths of some rollouts, with what the camera saw at their start
 * @param unused outcomes past a sequential stop, in the order in which they came; never counted
 * @param amendments what was noted about the trial after it was sealed
 * @param blinding whether the policies could be told apart before unsealing
 * @param reviews whether a second person, blind, saw the same outcomes
 */
public record TrialResult(
    TrialPlan plan,
    Seal seal,
    List<TestedPolicy> policies,
    List<String> tasks,
    double controlPeriod,
    List<TrialOutcome> outcomes,
    List<RunRecord> runs,
    List<PolicyTiming> timings,
    List<FilmStrip> filmStrips,
    List<TrialOutcome> unused,
    List<Amendment> amendments,
    BlindingAudit blinding,
    OpenedReviews reviews) {

  /** Copies the lists. */
  public TrialResult {
    policies = List.copyOf(policies);
    tasks = List.copyOf(tasks);
    outcomes = List.copyOf(outcomes);
    runs = List.copyOf(runs);
    timings = List.copyOf(timings);
    filmStrips = List.copyOf(filmStrips);
    unused = List.copyOf(unused);
    amendments = List.copyOf(amendments);
  }

  /** Returns the outcomes as a table for the statistics: policies and tasks in the plan's order. */
  public OutcomeTable table() {
    return new OutcomeTable(
        policies.stream()
            .flatMap(
                policy ->
                    tasks.stream()
                        .flatMap(
                            task ->
                                outcomes.stream()
                                    .filter(outcome -> outcome.policy().equals(policy.name()))
                                    .filter(outcome -> outcome.task().equals(task))))
            .map(
                outcome ->
                    new Outcome(
                            outcome.policy(),
                            outcome.task(),
                            outcome.success(),
                            outcome.score(),
                            OptionalDouble.of(eventSeconds(outcome)))
                        .from(outcome.condition()))
            .toList());
  }

  /**
   * Returns the time for the analysis of times to success, seconds. A rollout that ended early
   * without success, since the policy gave up, would not have succeeded later: it is censored at
   * the time limit, like one that ran until then.
   */
  public double eventSeconds(TrialOutcome outcome) {
    return outcome.success() ? outcome.seconds() : limitSeconds();
  }

  /** Returns the time after which a rollout is cut off, seconds. */
  public double limitSeconds() {
    return plan.horizon() * controlPeriod;
  }

  /** Computes the sealed analysis. */
  public Comparison comparison() {
    return SealedAnalysis.of(this).comparison();
  }
}
