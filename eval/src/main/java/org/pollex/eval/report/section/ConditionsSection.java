package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.trial.result.TrialOutcome;

/** Where the rollouts started, and the seeds. */
final class ConditionsSection implements Section {
  @Override
  public String title() {
    return "Initial conditions and seeds";
  }

  @Override
  public String id() {
    return "conditions";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    var plan = parts.result().plan();
    Element text =
        Element.of("p")
            .text("Initial conditions were drawn before sealing by ")
            .add(Element.of("bdi").text(plan.initialConditions().benchmark()))
            .text(" with seed ")
            .add(parts.numbers.plain("/trial/condition_seed"))
            .text("; every policy met the same ones. The policies’ own draws come from seed ")
            .add(parts.numbers.plain("/trial/seed"))
            .text(". Their numbers are in the sealed plan. ");
    if (!plan.initialConditions().exclude().isEmpty()) {
      text.text("Conditions in which demonstrations had been recorded were left out.");
    }
    section.add(text);
    Element details = Element.of("details").with("class", "conditions");
    details.add(Element.of("summary").text("Initial conditions by task"));
    Element list = Element.of("dl");
    for (String task : parts.result().tasks()) {
      list.add(
          Element.of("div")
              .add(
                  Element.of("dt").add(Element.of("bdi").text(task)),
                  Element.of("dd").add(Element.of("bdi").text(conditions(parts, task)))));
    }
    section.add(details.add(list));
  }

  private static String conditions(PageParts parts, String task) {
    List<String> ids =
        parts.result().outcomes().stream()
            .filter(outcome -> outcome.task().equals(task))
            .map(TrialOutcome::condition)
            .map(id -> id.startsWith(task + "/") ? id.substring(task.length() + 1) : id)
            .distinct()
            .sorted(ConditionsSection::byNumber)
            .toList();
    return String.join(", ", ids);
  }

  /** Shorter first, so that 9 comes before 10. */
  private static int byNumber(String one, String two) {
    int order = Integer.compare(one.length(), two.length());
    return order != 0 ? order : one.compareTo(two);
  }
}
