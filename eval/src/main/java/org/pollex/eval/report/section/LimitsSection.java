package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;
import org.pollex.hardware.world.StreamSpec.Privilege;

/** What the trial cannot show. */
final class LimitsSection implements Section {
  @Override
  public String title() {
    return "What this trial cannot show";
  }

  @Override
  public String id() {
    return "limits";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    var trial = parts.summary.trial();
    Element list = Element.of("ul");
    list.add(
        item()
            .text("Small differences. With ")
            .add(parts.numbers.count("/trial/rollouts_per_cell"))
            .text(" rollouts of each policy in a task, only a difference of about ")
            .add(parts.numbers.percentage("/trial/detectable_per_task"))
            .text(" points between two policies is found in four trials of five (before ")
            .text("correction, around a rate of one half); pooled over all tasks, about ")
            .add(parts.numbers.percentage("/trial/detectable_pooled"))
            .text(" points. “Not separated” does not mean “equal”."),
        item()
            .text("Chance in training. Each policy was trained, or demonstrated to, once. ")
            .text("Another training run or another demonstration may do better or worse, and ")
            .text("these intervals do not cover that."),
        item()
            .text("Other tasks. The tasks were chosen, not drawn at random; pooled rates weigh ")
            .text("them as the plan does and mix easy with hard ones."),
        item()
            .text("Other worlds. Rates in ")
            .add(Element.of("bdi").text(parts.result().plan().world()))
            .text(" with this time limit say little about rates on another robot, in another ")
            .text("simulator or under another limit."),
        item()
            .text("Pairing. Policies met the same initial conditions, but the sealed test treats ")
            .text("rollouts as independent, which errs on the side of not separating; the paired ")
            .text("test in the table of pairs uses them."));
    if (someoneReads(parts, Privilege.SIMULATOR)) {
      list.add(
          item()
              .text("A fair race with policies that read the simulator’s own state: they are ")
              .text("marked, and no robot could run them as they are."));
    }
    if (someoneReads(parts, Privilege.GOAL)) {
      list.add(
          item()
              .text("Finding hidden goals. Policies marked “goal” read the goal point in tasks ")
              .text("where nothing visible shows it; a robot would have to be told."));
    }
    if (trial.missing() > 0) {
      list.add(
          item()
              .text("What the ")
              .add(parts.numbers.count("/trial/missing"))
              .text(" missing rollouts would have shown."));
    }
    section.add(list);
  }

  private static boolean someoneReads(PageParts parts, Privilege privilege) {
    return parts.result().policies().stream()
        .anyMatch(policy -> policy.privileged().containsValue(privilege.name()));
  }

  private static Element item() {
    return Element.of("li");
  }
}
