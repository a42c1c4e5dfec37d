package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.summary.NumberText;

/** How it was done, in a paragraph to paste into a paper. */
final class MethodsSection implements Section {
  @Override
  public String title() {
    return "Methods";
  }

  @Override
  public String id() {
    return "methods";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    var result = parts.result();
    var trial = parts.summary.trial();
    String alpha = NumberText.level(trial.alpha());
    String level = NumberText.level(trial.level());
    section.add(
        Element.of("p")
            .text("The trial evaluated ")
            .text(Plural.of(result.policies().size(), "policy", "policies") + " in ")
            .text(Plural.of(result.tasks().size(), "task", "tasks") + " of ")
            .add(Element.of("bdi").text(result.plan().world()))
            .text(", with ")
            .add(parts.numbers.count("/trial/rollouts_per_cell"))
            .text(
                " rollouts for each policy and task. Policies, tasks, initial conditions, order, ")
            .text(
                "number of rollouts, test and error rate were sealed under one commitment before ")
            .text("the first rollout. Every policy met the same initial conditions; the order was ")
            .text(
                "drawn at random, and each rollout ran under a fresh opaque code, so that nothing that ran or ")
            .text("watched it knew which policy it was until all outcomes were in. A rollout ")
            .text("succeeded if the world reported success within ")
            .add(parts.numbers.count("/trial/max_steps"))
            .text(" control steps (")
            .add(parts.numbers.seconds("/trial/max_seconds"))
            .text("); one that ended otherwise, a crash included, counts as a failure."));
    section.add(
        Element.of("p")
            .text("Success rates have exact " + level + " intervals (Clopper and Pearson, 1934) ")
            .text("and Beta posteriors under a uniform prior. Each pair of policies was compared ")
            .text("with Barnard’s two-sided exact test (Barnard, 1947), corrected over the pairs ")
            .text("of a family by Holm’s method (1979) at a family-wise error rate of " + alpha)
            .text(". The headline is the family pooled over tasks; each task is a family of its ")
            .text("own, and there is no correction across tasks. Letters are a compact display of ")
            .text("the separated pairs (Piepho, 2004): two policies share a letter if and only if ")
            .text("they are not separated. Intervals of differences are Newcombe’s (1998). Times ")
            .text("to success are Kaplan–Meier estimates (1958), with failures censored when they ")
            .text("were cut off."));
  }
}
