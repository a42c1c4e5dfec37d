package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.trial.review.Agreement;
import org.pollex.eval.trial.review.OpenedReviews;
import org.pollex.eval.trial.review.ReviewSample;
import org.pollex.eval.trial.world.ManualWorld;

/** Whether a second person, blind to policy and operator, saw the same outcomes. */
final class ReviewSection implements Section {
  @Override
  public String title() {
    return "Second scoring";
  }

  @Override
  public String id() {
    return "reviews";
  }

  /** Outcomes that a simulator decides need no second opinion. */
  @Override
  public boolean present(PageParts parts) {
    return parts.result().plan().world().equals(ManualWorld.NAME)
        || reviews(parts).agreement().success().reviewed() > 0;
  }

  private static OpenedReviews reviews(PageParts parts) {
    return parts.summary.reviews();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    Agreement agreement = reviews(parts).agreement();
    if (agreement.success().reviewed() == 0) {
      section.add(
          Element.of("p")
              .text("Nobody scored films of this trial a second time. Its outcomes are what the ")
              .text("operators saw, and rest on them alone."));
      return;
    }
    section.add(lot(parts, agreement), questions(parts, agreement), policies(parts));
    if (!reviews(parts).differences().isEmpty()) {
      section.add(differences(parts));
    }
    section.add(
        Element.of("p")
            .text("The operator’s answer counts; reviews change no outcome. Where reviewers ")
            .text("overturn one policy’s outcomes more often than another’s, or in one direction ")
            .text("only, the operators may have guessed who acted."));
  }

  private static Element lot(PageParts parts, Agreement agreement) {
    Element text =
        Element.of("p")
            .text("Rollouts were drawn by lot from the head of the outcome chain and scored from ")
            .text("their films by a second person, who knew neither the policy nor the ")
            .text("operator’s answer: ")
            .add(parts.numbers.count("/reviews/agreement/success/reviewed"))
            .text(" of ")
            .add(parts.numbers.count("/reviews/agreement/outcomes"))
            .text(" (asked for: ")
            .add(parts.numbers.count("/reviews/agreement/wanted"))
            .text(", " + ReviewSample.SHARE_PERCENT + " %).");
    if (agreement.success().reviewed() < agreement.wanted()) {
      text.text(" Fewer than asked for: the rest was not filmed, or not scored before unsealing.");
    }
    return text;
  }

  private static Element questions(PageParts parts, Agreement agreement) {
    Table table =
        parts
            .table("Agreement of operators and reviewers; 95 % intervals are Clopper–Pearson’s.")
            .column("Question")
            .numeric("answers of both")
            .numeric("agreement")
            .numeric("differing")
            .numeric("95 % interval of their share")
            .numeric("Cohen’s κ");
    row(parts, table, "success", "/reviews/agreement/success");
    if (agreement.milestones().reviewed() > 0) {
      row(parts, table, "milestones", "/reviews/agreement/milestones");
    }
    return table.element();
  }

  private static void row(PageParts parts, Table table, String name, String at) {
    table
        .row(new Text(name))
        .number(parts.numbers.count(at + "/reviewed"))
        .number(parts.numbers.percent(at + "/agreement"))
        .number(parts.numbers.count(at + "/disagreements"))
        .number(
            parts.numbers.percentage(at + "/low"),
            new Text(" to "),
            parts.numbers.percent(at + "/high"))
        .number(parts.numbers.coefficient(at + "/kappa"));
  }

  private static Element policies(PageParts parts) {
    Table table =
        parts
            .table("Successes among the reviewed rollouts of each policy, by either person.")
            .column("Policy")
            .numeric("reviewed")
            .numeric("operator")
            .numeric("reviewer")
            .numeric("only operator")
            .numeric("only reviewer")
            .numeric("Cohen’s κ");
    List<OpenedReviews.PolicyReviews> all = reviews(parts).policies();
    for (int i = 0; i < all.size(); i++) {
      String at = "/reviews/policies/" + i + "/success";
      table
          .row(parts.policy(all.get(i).policy()))
          .number(parts.numbers.count(at + "/reviewed"))
          .number(parts.numbers.count(at + "/operator_yes"))
          .number(parts.numbers.count(at + "/reviewer_yes"))
          .number(parts.numbers.count(at + "/operator_only"))
          .number(parts.numbers.count(at + "/reviewer_only"))
          .number(parts.numbers.coefficient(at + "/kappa"));
    }
    return table.element();
  }

  private static Element differences(PageParts parts) {
    Table table =
        parts
            .table("Outcomes that were seen differently.")
            .column("Trial")
            .column("policy")
            .column("task")
            .column("operator")
            .column("reviewer")
            .column("reviewer’s note");
    for (OpenedReviews.Difference each : reviews(parts).differences()) {
      table
          .row(new Text(each.code()))
          .cell(parts.policy(each.policy()))
          .cell(Element.of("bdi").text(each.task()))
          .cell(word(each.operator()))
          .cell(word(each.reviewer()))
          .cell(Element.of("bdi").text(each.text()));
    }
    return table.element();
  }

  private static String word(boolean success) {
    return success ? "success" : "failure";
  }
}
