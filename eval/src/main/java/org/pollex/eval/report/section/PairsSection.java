package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.FamilyFigures;
import org.pollex.eval.report.summary.NumberText;

/** Every pair of policies, pooled over tasks. */
final class PairsSection implements Section {
  /** A longer table is folded, so that it does not stand between the answer and the tasks. */
  private static final int OPEN = 15;

  @Override
  public String title() {
    return "Every pair";
  }

  @Override
  public String id() {
    return "pairs";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.summary.pooled().pairs().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    FamilyFigures pooled = parts.summary.pooled();
    String level = NumberText.level(parts.summary.trial().level());
    Table table =
        parts
            .table(
                "Pairs of policies over all tasks; differences in percentage points. Beside the"
                    + " sealed test: McNemar’s exact test over shared initial conditions (paired)"
                    + " and the exact conditional test within tasks (stratified), each corrected"
                    + " over the pairs.")
            .column("A")
            .column("B")
            .numeric("A − B")
            .numeric(level + " interval")
            .numeric("p")
            .numeric("p, corrected")
            .numeric("P(A > B)")
            .numeric("paired p")
            .numeric("stratified p")
            .column("separated");
    for (int i = 0; i < pooled.pairs().size(); i++) {
      FamilyFigures.Pair pair = pooled.pairs().get(i);
      String at = "/pooled/pairs/" + i;
      table
          .row(parts.policy(pair.a()))
          .cell(parts.policy(pair.b()))
          .number(parts.numbers.points(at + "/difference"))
          .number(
              parts.numbers.points(at + "/low"),
              new Text(" to "),
              parts.numbers.points(at + "/high"))
          .number(parts.numbers.p(at + "/p"))
          .number(parts.numbers.p(at + "/adjusted_p"))
          .number(parts.numbers.probability(at + "/probability_higher"))
          .number(parts.numbers.p(at + "/paired_p"))
          .number(parts.numbers.p(at + "/stratified_p"))
          .cell(pair.separated() ? "yes" : "no");
    }
    int pairs = pooled.pairs().size();
    if (pairs <= OPEN) {
      section.add(table.element());
      return;
    }
    section.add(
        Element.of("details")
            .with("class", "more")
            .add(Element.of("summary").text("All " + pairs + " pairs"), table.element()));
  }
}
