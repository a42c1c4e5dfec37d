package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.NumberText;
import org.pollex.eval.report.summary.SequentialPath;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.world.ManualWorld;

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
            .text(result.plan().analysis().isSequential() ? ", with at most " : ", with ")
            .add(parts.numbers.count("/trial/rollouts_per_cell"))
            .text(
                """
                 rollouts for each policy and task. Policies, tasks, initial conditions, order, \
                number of rollouts, test and error rate were sealed under one root of commitments \
                before the first rollout. Every policy met the same initial conditions, in an \
                order drawn at random. Each rollout ran under a fresh opaque code that, until all \
                outcomes were in, only the process starting the policies could open. \
                """)
            .addAll(success(parts)));
    section.add(
        Element.of("p")
            .text("Success rates have exact " + level + " intervals (Clopper and Pearson, 1934) ")
            .text("and Beta posteriors under a uniform prior. ")
            .text(result.plan().analysis().isSequential() ? sequential(parts) : fixed(parts))
            .text(
                """
                 Letters are a compact display of the separated pairs (Piepho, 2004): two policies \
                share a letter if and only if they are not separated. Intervals of differences are \
                Newcombe’s (1998). Times to success are Kaplan–Meier estimates (1958), with \
                failures censored at the time limit.\
                """));
  }

  /** Who says that a rollout succeeded. */
  private static List<Markup> success(PageParts parts) {
    Markup limit = parts.numbers.seconds("/trial/max_seconds");
    Text otherwise = new Text("; one that ended otherwise, a crash included, counts as a failure.");
    if (!parts.result().plan().world().equals(ManualWorld.NAME)) {
      return List.of(
          new Text("A rollout succeeded if the world reported success within "),
          parts.numbers.count("/trial/max_steps"),
          new Text(" control steps ("),
          limit,
          new Text(")"),
          otherwise);
    }
    List<Markup> said = new ArrayList<>();
    said.add(
        new Text("A rollout succeeded if the operator, who saw the code alone, said so within "));
    said.addAll(List.of(limit, otherwise));
    if (parts.summary.reviews().agreement().success().reviewed() > 0) {
      said.addAll(
          List.of(
              new Text(" A second person scored films of "),
              parts.numbers.count("/reviews/agreement/success/reviewed"),
              new Text(" rollouts, drawn by lot, without knowing policy or outcome: agreement "),
              parts.numbers.percent("/reviews/agreement/success/agreement"),
              new Text(", Cohen’s κ "),
              parts.numbers.coefficient("/reviews/agreement/success/kappa"),
              new Text(" (Cohen, 1960).")));
    }
    return said;
  }

  private static String fixed(PageParts parts) {
    return """
        Each pair of policies was compared with Barnard’s two-sided exact test (Barnard, 1947), \
        corrected over the pairs of a family by \
        """
        + Citations.method(parts.study.comparison().settings().adjustment())
        + " at a family-wise error rate of "
        + NumberText.level(parts.summary.trial().alpha())
        + """
        . The headline is the family pooled over tasks\
        """
        + (parts.result().plan().analysis().family().equals(TrialPlan.Analysis.ALL)
            ? "; the pairs of all tasks together are one family."
            : "; each task is a family of its own, and there is no correction across tasks.");
  }

  /** What the sealed sequential test is, with its level; the decisions come from it alone. */
  private static String sequential(PageParts parts) {
    var result = parts.result();
    SequentialMethod method = DecisionRule.method(result.plan().analysis().test());
    boolean all = result.plan().analysis().family().equals(TrialPlan.Analysis.ALL);
    return "In each task every pair of policies was compared with "
        + Citations.method(method)
        + ", bundle by bundle in the sealed order, at an error rate of "
        + String.format(Locale.ROOT, "%.3g", SequentialPath.alphaPerDirection(result))
        + " in each direction, so that any false separation "
        + (all ? "in the whole trial" : "within a task")
        + " has a probability of at most "
        + NumberText.level(parts.summary.trial().alpha())
        + " (Bonferroni). A policy was run in a task until every pair that it is in had decided, "
        + (method.isTruncated()
            ? "for at most " + result.plan().rollouts() + " rollouts."
            : "or the planned rollouts were used up.")
        + " A decision was final; later rollouts could not revoke it. Rates, intervals and"
        + " p-values describe the data as if the number of rollouts had been fixed.";
  }
}
