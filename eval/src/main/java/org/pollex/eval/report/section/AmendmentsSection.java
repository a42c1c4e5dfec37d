package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.trial.run.Amendment;

/** What was noted about the trial after it was sealed, and what ran without being counted. */
final class AmendmentsSection implements Section {
  @Override
  public String title() {
    return "Amendments";
  }

  @Override
  public String id() {
    return "amendments";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.result().amendments().isEmpty() || !parts.result().unused().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    int unused = parts.result().unused().size();
    if (unused > 0) {
      section.add(
          Element.of("p")
              .text(Plural.of(unused, "rollout", "rollouts"))
              .text(" ran past the end of a sequential test. They are kept in the trial’s folder ")
              .text("and counted nowhere."));
    }
    List<Amendment> amendments = parts.result().amendments();
    if (amendments.isEmpty()) {
      return;
    }
    section.add(
        Element.of("p")
            .text("The sealed analysis is the headline and was not changed by these notes. ")
            .text("What was noted after unsealing is exploratory."));
    Table table =
        parts
            .table("Dated notes in their chain.")
            .column("When")
            .column("phase")
            .numeric("outcomes by then")
            .column("author")
            .column("note");
    for (Amendment amendment : amendments) {
      table
          .row(Element.of("bdi").text(amendment.at()))
          .cell(amendment.phase())
          .number(Element.of("span").text(Integer.toString(amendment.outcomes())))
          .cell(Element.of("bdi").text(amendment.author()))
          .cell(Element.of("bdi").text(amendment.text()));
    }
    section.add(table.element());
  }
}
