package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.Panel;
import org.pollex.eval.report.figure.TaskPanel;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.FamilyFigures;
import org.pollex.eval.report.summary.NumberText;

/** Each task by itself: small plots, then all counts. */
final class TasksSection implements Section {
  /** Shades of the table's cells, from no success to all. */
  private static final int SHADES = 10;

  @Override
  public String title() {
    return "Task by task";
  }

  @Override
  public String id() {
    return "tasks";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    List<Panel> panels = new ArrayList<>();
    List<String> order =
        parts.summary.pooled().policies().stream().map(FamilyFigures.Rate::policy).toList();
    TaskPanel panel = new TaskPanel(parts.summary.tasks(), order, parts.colours);
    parts.summary.tasks().forEach(task -> panels.add(panel.panel(task)));
    String level = NumberText.level(parts.summary.trial().level());
    section.add(
        parts.figure(
            new Figure(
                "figure-tasks",
                Figure.Layout.GRID,
                panels,
                List.of(
                    new Text(
                        "Success rate in per cent of every policy in every task, with exact "
                            + level
                            + " intervals. Letters hold within a task.")))));
    section.add(table(parts, order));
  }

  private static Element table(PageParts parts, List<String> order) {
    Table table =
        parts.table(
            "Solved rollouts of each policy in each task, its letters, and below them the exact"
                + " interval in per cent.");
    table.column("Task");
    order.forEach(policy -> table.numeric(parts.policy(policy)));
    for (int t = 0; t < parts.summary.tasks().size(); t++) {
      FamilyFigures task = parts.summary.tasks().get(t);
      table.row(Element.of("bdi").text(task.name()));
      for (String policy : order) {
        table.add(cell(parts, task, t, policy));
      }
    }
    return table.element();
  }

  private static Element cell(PageParts parts, FamilyFigures task, int t, String policy) {
    for (int p = 0; p < task.policies().size(); p++) {
      FamilyFigures.Rate rate = task.policies().get(p);
      if (rate.policy().equals(policy)) {
        String at = "/tasks/" + t + "/policies/" + p;
        return Element.of("td")
            .with("class", "num q" + Math.round(rate.rate() * SHADES))
            .add(parts.numbers.count(at + "/successes"))
            .text("/")
            .add(parts.numbers.count(at + "/trials"))
            .text(" ")
            .add(Element.of("b").text(rate.letters()))
            .add(
                Element.of("small")
                    .with("class", "sub")
                    .add(parts.numbers.percentage(at + "/low"))
                    .text("–")
                    .add(parts.numbers.percentage(at + "/high")));
      }
    }
    return Element.of("td", "num", "no rollout");
  }
}
