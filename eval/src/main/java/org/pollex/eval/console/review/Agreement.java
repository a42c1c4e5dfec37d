package org.pollex.eval.console.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.Review;
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

  /**
   * One question.
   *
   * @param reviewed answers of both
   * @param disagreements among them
   * @param low lower end of the 95 % interval (Clopper-Pearson) of the share of disagreements
   * @param high upper end
   * @param kappa Cohen's; null where it is undefined
   */
  public record Question(int reviewed, int disagreements, double low, double high, Double kappa) {
    static Question of(Kappa table) {
      if (table.total() == 0) {
        return new Question(0, 0, 0, 1, null);
      }
      Interval interval =
          RateInterval.CLOPPER_PEARSON.of(
              new SuccessCount(table.disagreements(), table.total()), 0.95);
      Double kappa = table.value().isPresent() ? table.value().getAsDouble() : null;
      return new Question(
          table.total(), table.disagreements(), interval.low(), interval.high(), kappa);
    }
  }

  /** Compares the first review of every rollout with its outcome. */
  public static Agreement of(TrialFolder folder) {
    List<OutcomeRecord> outcomes = TrialJournals.outcomes(folder);
    Map<String, Review> reviews = new HashMap<>();
    TrialJournals.reviews(folder).forEach(review -> reviews.putIfAbsent(review.code(), review));
    Kappa success = Kappa.NONE;
    Kappa milestones = Kappa.NONE;
    List<String> disagreeing = new ArrayList<>();
    for (OutcomeRecord outcome : outcomes) {
      Review review = reviews.get(outcome.code());
      if (review == null) {
        continue;
      }
      success = success.plus(outcome.success(), review.success());
      if (outcome.success() != review.success()) {
        disagreeing.add(outcome.code());
      }
      for (Map.Entry<String, Boolean> milestone : outcome.milestones().entrySet()) {
        milestones =
            milestones.plus(milestone.getValue(), review.milestones().get(milestone.getKey()));
      }
    }
    return new Agreement(
        outcomes.size(),
        ReviewSample.wanted(outcomes.size()),
        Question.of(success),
        Question.of(milestones),
        List.copyOf(disagreeing));
  }
}
