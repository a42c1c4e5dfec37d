package org.pollex.eval.trial.review;

import java.util.List;
import java.util.function.IntFunction;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * The agreement of reviewers and operators in an opened trial: for every policy, because an
 * operator who guessed who acts could be kinder to one of them, and outcome by outcome where the
 * two differ.
 *
 * @param agreement over the whole trial
 * @param policies for each policy, in the order of the plan
 * @param differences outcomes whose success was seen differently, in sealed order
 */
public record OpenedReviews(
    Agreement agreement, List<PolicyReviews> policies, List<Difference> differences) {
  /** No review at all. */
  public static final OpenedReviews NONE =
      new OpenedReviews(Agreement.of(0, List.of()), List.of(), List.of());

  /** Copies the lists. */
  public OpenedReviews {
    policies = List.copyOf(policies);
    differences = List.copyOf(differences);
  }

  /**
   * The reviews of one policy.
   *
   * @param policy its name
   * @param success whether its rollouts succeeded
   */
  public record PolicyReviews(String policy, Agreement.Question success) {}

  /**
   * An outcome that operator and reviewer saw differently.
   *
   * @param code of the trial
   * @param policy that acted
   * @param task in which it acted
   * @param operator success as the operator entered it, which counts
   * @param reviewer success as the reviewer saw it
   * @param by the reviewer
   * @param text the reviewer's note
   */
  public record Difference(
      String code,
      String policy,
      String task,
      boolean operator,
      boolean reviewer,
      String by,
      String text) {}

  /**
   * Reads the reviews of a trial.
   *
   * @param policies in the order of the plan
   * @param acting name of the policy that acted in the trial of an index
   */
  public static OpenedReviews read(
      TrialFolder folder, List<String> policies, IntFunction<String> acting) {
    List<ReviewedOutcome> reviewed = ReviewedOutcome.read(folder);
    if (reviewed.isEmpty()) {
      return NONE;
    }
    return new OpenedReviews(
        Agreement.of(TrialJournals.outcomes(folder).size(), reviewed),
        policies.stream()
            .map(
                policy ->
                    new PolicyReviews(
                        policy,
                        Agreement.Question.success(
                            reviewed.stream()
                                .filter(each -> acting.apply(each.outcome().index()).equals(policy))
                                .toList())))
            .toList(),
        reviewed.stream()
            .filter(ReviewedOutcome::differs)
            .map(each -> difference(each, acting.apply(each.outcome().index())))
            .toList());
  }

  private static Difference difference(ReviewedOutcome each, String policy) {
    return new Difference(
        each.outcome().code(),
        policy,
        each.outcome().task(),
        each.outcome().success(),
        each.review().success(),
        each.review().by(),
        each.review().text());
  }
}
