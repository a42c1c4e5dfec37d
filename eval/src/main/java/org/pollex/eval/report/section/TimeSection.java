package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.QuartilePanel;
import org.pollex.eval.report.figure.SurvivalPanel;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.statistics.PolicyResult;

/** When the policies succeeded. */
final class TimeSection implements Section {
  @Override
  public String title() {
    return "Time to success";
  }

  @Override
  public String id() {
    return "time";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.summary.timeToSuccess().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    List<PolicyResult> timed =
        parts.study.comparison().pooled().policies().stream()
            .filter(result -> result.timeToSuccess().isPresent())
            .toList();
    double limit = parts.result().limitSeconds();
    section.add(
        parts.figure(
            new Figure(
                "figure-time",
                Figure.Layout.PAIR,
                List.of(
                    SurvivalPanel.of(timed, limit, parts.colours),
                    QuartilePanel.of(timed, limit, parts.colours)),
                List.of(
                    new Text(
                        "Time to success pooled over tasks, in robot time (steps times control"
                            + " period). Failures stay in as censored at the time limit, so a"
                            + " policy that seldom succeeds cannot look fast.")))));
    Table table =
        parts
            .table("Time to success over all tasks.")
            .column("Policy")
            .numeric("half solved by")
            .numeric("mean, capped at the limit");
    var times = parts.summary.timeToSuccess();
    for (int i = 0; i < times.size(); i++) {
      table
          .row(parts.policy(times.get(i).policy()))
          .number(parts.numbers.seconds("/time_to_success/" + i + "/median"))
          .number(parts.numbers.seconds("/time_to_success/" + i + "/restricted_mean"));
    }
    section.add(table.element());
  }
}
