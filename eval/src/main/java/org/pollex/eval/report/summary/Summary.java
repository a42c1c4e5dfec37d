package org.pollex.eval.report.summary;

import java.util.Comparator;
import java.util.List;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.trial.blinding.BlindingAudit;
import org.pollex.eval.trial.result.PolicyTiming;
import org.pollex.eval.trial.result.RunRecord;
import org.pollex.eval.trial.result.Seal;
import org.pollex.eval.trial.result.SealedAnalysis;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.eval.trial.review.OpenedReviews;

/**
 * Every number of a report.
 *
 * @param trial the trial as a whole
 * @param policies the policies, in the plan's order
 * @param pooled all policies compared over all tasks
 * @param tasks all policies compared in each task
 * @param taskDecisions for each pooled pair, what its tasks show one by one
 * @param sequential where each sequential test ended; empty when the number of rollouts was fixed
 * @param power what the rollouts that were made could show
 * @param sensitivity how the pooled picture changes without a task, a site or an operator
 * @param timeToSuccess when the policies succeeded, pooled over tasks
 * @param failures why the policies failed, pooled over tasks; here and below best policy first
 * @param safety what the safety gate did
 * @param timings wall times
 * @param runs the processes that ran the trial
 * @param seal commitments and digests
 * @param blinding whether the policies could be told apart before unsealing
 * @param reviews whether a second person saw the same outcomes
 * @param warnings what a reader must know about the data
 */
public record Summary(
    TrialFigures trial,
    List<TestedPolicy> policies,
    FamilyFigures pooled,
    List<FamilyFigures> tasks,
    List<TaskDecisions> taskDecisions,
    List<SequentialPath.Figures> sequential,
    List<PowerFigures> power,
    List<SensitivityFigures> sensitivity,
    List<TimeFigures> timeToSuccess,
    List<FailureFigures> failures,
    List<SafetyFigures> safety,
    List<TimingFigures> timings,
    List<RunRecord> runs,
    Seal seal,
    BlindingAudit blinding,
    OpenedReviews reviews,
    List<String> warnings) {

  /** Computes the numbers of a report. */
  public static Summary of(Study study) {
    var result = study.result();
    var comparison = study.comparison();
    List<String> names = comparison.pooled().policies().stream().map(PolicyResult::policy).toList();
    return new Summary(
        TrialFigures.of(study),
        result.policies(),
        comparison.warnings().contains(SealedAnalysis.NO_POOLED_TEST)
            ? FamilyFigures.of(comparison.pooled()).untested()
            : FamilyFigures.of(comparison.pooled()),
        comparison.tasks().stream().map(FamilyFigures::of).toList(),
        comparison.pooled().pairs().stream()
            .map(pair -> TaskDecisions.of(pair, comparison.tasks()))
            .toList(),
        study.paths().stream().map(SequentialPath::figures).toList(),
        PowerFigures.of(study),
        Sensitivity.of(study),
        TimeFigures.of(comparison.pooled(), study.result().limitSeconds()),
        names.stream().map(name -> FailureFigures.of(name, study.outcomesOf(name))).toList(),
        names.stream().map(name -> SafetyFigures.of(name, study.outcomesOf(name))).toList(),
        result.timings().stream()
            .sorted(
                Comparator.comparingInt((PolicyTiming timing) -> names.indexOf(timing.policy())))
            .map(TimingFigures::of)
            .toList(),
        result.runs(),
        result.seal(),
        result.blinding(),
        result.reviews(),
        comparison.warnings());
  }
}
