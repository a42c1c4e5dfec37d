package org.pollex.eval.trial.review;

import java.util.List;
import java.util.Map;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * How far reviewers agree with operators.
 *
 * @param outcomes of the trial
 * @param wanted reviews that {@value ReviewSample#SHARE_PERCENT} % of them are
 * @param success whether the rollout succeeded
 * @param milestones all milestones of the rubrics together
 * @param disagreeing codes whose success was seen differently
 */
public record Agreement(
    int outcomes, int wanted, Question success, Question milestones, List<String> disagreeing) {
  private static final double LEVEL = 0.95;

  /**
   * One question with the answers yes and no.
   *
   * @param reviewed answers of both
   * @param operatorYes of these, those that the operator answered with yes
   * @param reviewerYes those that the reviewer answered with yes
   * @param operatorOnly yes of the operator, no of the reviewer
   * @param reviewerOnly no of the operator, yes of the reviewer
   * @param disagreements the two together
   * @param agreement share of equal answers; null where nothing was reviewed
   * @param low lower end of the 95 % interval (Clopper-Pearson) of the share of disagreements
   * @param high upper end
   * @param kappa Cohen's; null where it is undefined
   */
  public record Question(
      int reviewed,
      int operatorYes,
      int reviewerYes,
      int operatorOnly,
      int reviewerOnly,
      int disagreements,
      Double agreement,
      double low,
      double high,
      Double kappa) {
    static Question of(Kappa table) {
      int n = table.total();
      Interval interval =
          n == 0
              ? new Interval(0, 1)
              : RateInterval.CLOPPER_PEARSON.of(new SuccessCount(table.disagreements(), n), LEVEL);
      return new Question(
          n,
          table.both() + table.firstOnly(),
          table.both() + table.secondOnly(),
          table.firstOnly(),
          table.secondOnly(),
          table.disagreements(),
          n == 0 ? null : (n - table.disagreements()) / (double) n,
          interval.low(),
          interval.high(),
          table.value().isPresent() ? table.value().getAsDouble() : null);
    }

    /** Whether rollouts succeeded. */
    static Question success(List<ReviewedOutcome> reviewed) {
      Kappa table = Kappa.NONE;
      for (ReviewedOutcome each : reviewed) {
        table = table.plus(each.outcome().success(), each.review().success());
      }
      return of(table);
    }

    private static Question milestones(List<ReviewedOutcome> reviewed) {
      Kappa table = Kappa.NONE;
      for (ReviewedOutcome each : reviewed) {
        for (Map.Entry<String, Boolean> milestone : each.outcome().milestones().entrySet()) {
          table =
              table.plus(milestone.getValue(), each.review().milestones().get(milestone.getKey()));
        }
      }
      return of(table);
    }
  }

  /** Compares the first review of every rollout with its outcome. */
  public static Agreement of(TrialFolder folder) {
    return of(TrialJournals.outcomes(folder).size(), ReviewedOutcome.read(folder));
  }

  static Agreement of(int outcomes, List<ReviewedOutcome> reviewed) {
    return new Agreement(
        outcomes,
        ReviewSample.wanted(outcomes),
        Question.success(reviewed),
        Question.milestones(reviewed),
        reviewed.stream()
            .filter(ReviewedOutcome::differs)
            .map(each -> each.outcome().code())
            .toList());
  }
}
