package org.pollex.eval.report.section;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.eval.report.figure.FailurePanel;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.FailureFigures;

/** Where rollouts failed. */
final class FailureSection implements Section {
  @Override
  public String title() {
    return "Failures";
  }

  @Override
  public String id() {
    return "failures";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    List<FailureFigures> policies = parts.summary.failures();
    List<String> stages = stages(policies);
    if (stages.isEmpty()) {
      section.add(Element.of("p").text("Every rollout of every policy succeeded."));
      return;
    }
    section.add(
        parts.figure(
            new Figure(
                "figure-failures",
                Figure.Layout.PAIR,
                List.of(FailurePanel.bars(policies, stages), FailurePanel.key(stages)),
                List.of(
                    new Text(
                        "Rollouts of each policy by the stage that failed first, as the policy or"
                            + " the runner labelled it.")))));
    Table table = parts.table("Failed rollouts by stage.").column("Stage");
    policies.forEach(policy -> table.numeric(parts.policy(policy.policy())));
    for (String stage : stages) {
      table.row(Element.of("bdi").text(stage));
      for (int i = 0; i < policies.size(); i++) {
        table.number(count(parts, policies.get(i), i, stage));
      }
    }
    section.add(table.element());
  }

  private static Markup count(PageParts parts, FailureFigures policy, int index, String stage) {
    for (int s = 0; s < policy.stages().size(); s++) {
      if (policy.stages().get(s).stage().equals(stage)) {
        return parts.numbers.count("/failures/" + index + "/stages/" + s + "/count");
      }
    }
    return Element.of("span", "none", "–");
  }

  /** All stages, most frequent first. */
  private static List<String> stages(List<FailureFigures> policies) {
    Map<String, Integer> counts = new TreeMap<>();
    policies.forEach(
        policy ->
            policy
                .stages()
                .forEach(stage -> counts.merge(stage.stage(), stage.count(), Integer::sum)));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
