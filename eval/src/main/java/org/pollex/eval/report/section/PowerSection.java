package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.NumberText;

/** What the trial could have shown with the rollouts that were made. */
final class PowerSection implements Section {
  @Override
  public String title() {
    return "Power that this trial had";
  }

  @Override
  public String id() {
    return "power";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.summary.power().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    boolean sequential = !parts.study.paths().isEmpty();
    section.add(
        Element.of("p")
            .text("How likely a true difference of two success rates around one half was to show, ")
            .text("with the rollouts that have an outcome and every pair held to the level of a ")
            .text("Bonferroni correction ")
            .text(
                sequential
                    ? "(exact, for the sealed sequential test)."
                    : "(normal approximation; the step-down correction finds a little more).")
            .text(" It does not depend on the rates that were found."));
    Table table =
        parts.table("Power against a true difference, in per cent.").numeric("difference, points");
    table.numeric("within one task").numeric("pooled over tasks");
    for (int i = 0; i < parts.summary.power().size(); i++) {
      String at = "/power/" + i;
      double difference = parts.summary.power().get(i).difference();
      table
          .row(new Text(NumberText.count(Math.round(difference * 100))))
          .number(parts.numbers.percentage(at + "/per_task"))
          .number(parts.numbers.percentage(at + "/pooled"));
    }
    section.add(table.element());
  }
}
