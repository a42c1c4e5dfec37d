package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.HistogramPanel;
import org.pollex.eval.report.figure.Panel;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.trial.result.PolicyTiming;
import org.pollex.eval.trial.result.PolicyTiming.Histogram;

/** How long policies and world took. */
final class TimingSection implements Section {
  @Override
  public String title() {
    return "Timing";
  }

  @Override
  public String id() {
    return "timing";
  }

  @Override
  public boolean present(PageParts parts) {
    return !parts.summary.timings().isEmpty();
  }

  @Override
  public void fill(Element section, PageParts parts) {
    double[] range = range(parts);
    List<Panel> panels = new ArrayList<>();
    for (PolicyTiming timing : timings(parts)) {
      add(panels, "decision", timing.decision(), range, timing.policy(), parts);
      add(panels, "world step", timing.step(), range, timing.policy(), parts);
    }
    section.add(
        parts.figure(
            new Figure(
                "figure-timing",
                Figure.Layout.GRID,
                panels,
                List.of(
                    new Text(
                        "Wall time from an observation to the policy’s answer, and of one step of"
                            + " the world, on a logarithmic axis. They depend on the machine and"
                            + " its load and are no part of the outcome.")))));
    section.add(table(parts));
  }

  private static void add(
      List<Panel> panels,
      String title,
      Histogram histogram,
      double[] range,
      String policy,
      PageParts parts) {
    if (!histogram.counts().isEmpty()) {
      panels.add(HistogramPanel.of(title, histogram, range, policy, parts.colours));
    }
  }

  /** In the order of the numbers: best policy first. */
  private static List<PolicyTiming> timings(PageParts parts) {
    return parts.summary.timings().stream()
        .flatMap(
            figures ->
                parts.result().timings().stream()
                    .filter(timing -> timing.policy().equals(figures.policy())))
        .toList();
  }

  /** Whole powers of ten around all durations. */
  private static double[] range(PageParts parts) {
    double low = 1e-3;
    double high = 1e-3;
    for (PolicyTiming timing : parts.result().timings()) {
      for (Histogram histogram : List.of(timing.decision(), timing.step())) {
        for (double edge : histogram.edges()) {
          low = Math.min(low, Math.max(1e-6, edge));
          high = Math.max(high, edge);
        }
      }
    }
    double first = Math.floor(Math.log10(low) - 0.1);
    double last = Math.max(first + 1, Math.ceil(Math.log10(high)));
    return new double[] {Math.pow(10, first), Math.pow(10, last)};
  }

  private static Element table(PageParts parts) {
    Table table =
        parts
            .table("Wall times of the policies and of the world.")
            .column("Policy")
            .numeric("decisions")
            .numeric("median")
            .numeric("99 % within")
            .numeric("longest")
            .numeric("world steps")
            .numeric("median")
            .numeric("99 % within")
            .numeric("longest");
    for (int i = 0; i < parts.summary.timings().size(); i++) {
      table.row(parts.policy(parts.summary.timings().get(i).policy()));
      for (String kind : List.of("decision", "step")) {
        String at = "/timings/" + i + "/" + kind;
        table
            .number(parts.numbers.count(at + "/count"))
            .number(parts.numbers.duration(at + "/median"))
            .number(parts.numbers.duration(at + "/p99"))
            .number(parts.numbers.duration(at + "/max"));
      }
    }
    return table.element();
  }
}
