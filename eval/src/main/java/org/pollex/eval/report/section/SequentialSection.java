package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.SequentialPanel;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.SequentialPath;

/** Where every sequential test stopped, and the paths that led there. */
final class SequentialSection implements Section {
  /** More small plots than this would bury the table. */
  private static final int DRAWN = 24;

  /** A longer table is folded. */
  private static final int OPEN = 30;

  @Override
  public String title() {
    return "Sequential tests";
  }

  @Override
  public String id() {
    return "sequential";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.study.paths().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    List<SequentialPath> paths = parts.study.paths();
    boolean all = paths.size() <= DRAWN;
    section.add(
        parts.figure(
            new Figure(
                "figure-sequential",
                Figure.Layout.GRID,
                paths.stream().limit(DRAWN).map(SequentialPanel::of).toList(),
                List.of(
                    new Text(
                        (all ? "The" : "The first " + DRAWN + " of " + paths.size())
                            + " sealed sequential tests: "
                            + measure(paths.getFirst())
                            + " after each pair of rollouts (line) and where the test decides for"
                            + " certain, given the path so far (dashed). A filled dot is a"
                            + " decision; a hollow one ran out of pairs.")))));
    Table table =
        parts
            .table("Every sequential test, in the order of tasks and policies.")
            .column("Task")
            .column("A")
            .column("B")
            .column("decision")
            .numeric("at pair")
            .numeric("pairs used");
    for (int i = 0; i < paths.size(); i++) {
      SequentialPath.Figures figures = paths.get(i).figures();
      table
          .row(Element.of("bdi").text(figures.task()))
          .cell(parts.policy(figures.a()))
          .cell(parts.policy(figures.b()))
          .cell(decision(figures))
          .number(parts.numbers.plain("/sequential/" + i + "/stop"))
          .number(parts.numbers.count("/sequential/" + i + "/pairs"));
    }
    section.add(
        paths.size() <= OPEN
            ? table.element()
            : Element.of("details")
                .with("class", "more")
                .add(
                    Element.of("summary").text("All " + paths.size() + " tests"), table.element()));
  }

  private static String measure(SequentialPath path) {
    return path.wealth() ? "the wealth of the bet, as a power of ten," : "the lead in successes";
  }

  private static String decision(SequentialPath.Figures figures) {
    return switch (figures.decision()) {
      case "a_greater" -> figures.a() + " better";
      case "b_greater" -> figures.b() + " better";
      default -> "undecided";
    };
  }
}
