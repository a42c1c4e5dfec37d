package org.pollex.eval.report.section;

import java.util.List;
import java.util.stream.Collectors;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.summary.SensitivityFigures;

/** Whether the pooled picture hangs on one task, site or operator. */
final class SensitivitySection implements Section {
  @Override
  public String title() {
    return "Sensitivity";
  }

  @Override
  public String id() {
    return "sensitivity";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.summary.sensitivity().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    List<SensitivityFigures> all = parts.summary.sensitivity();
    List<SensitivityFigures> changed =
        all.stream().filter(figures -> !figures.changes().isEmpty()).toList();
    String kinds =
        all.stream().map(SensitivityFigures::kind).distinct().collect(Collectors.joining(", "));
    section.add(
        Element.of("p")
            .text(
                "Exploratory, beside the sealed analysis. Each " + kinds + " was left out in turn")
            .text(" and every pair judged again over what remained, by the same rule. ")
            .text(
                changed.isEmpty()
                    ? "No verdict changed in any of the " + all.size() + " cases."
                    : "In %d of %d cases some verdict changed:"
                        .formatted(changed.size(), all.size())));
    if (changed.isEmpty()) {
      return;
    }
    Table table = parts.table("What changes when a part is left out.");
    table.column("Without").column("best policy then").column("verdicts that change");
    for (SensitivityFigures figures : changed) {
      table
          .row(Element.of("bdi").text(figures.kind() + " " + figures.without()))
          .cell(parts.policy(figures.best()))
          .cell(String.join("; ", figures.changes()));
    }
    section.add(table.element());
  }
}
