package org.pollex.eval.report.section;

import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.summary.Numbers;
import org.pollex.eval.report.summary.SafetyFigures;

/** What the safety gate did. */
final class SafetySection implements Section {
  @Override
  public String title() {
    return "Safety";
  }

  @Override
  public String id() {
    return "safety";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    section.add(
        Element.of("p")
            .text("Every command passed the safety gate, the only way to a robot, real or ")
            .text("simulated. The gate never replaces certified stops of a real machine."));
    Table table =
        parts
            .table("Actions that each rule of the gate changed or refused.")
            .column("Policy")
            .numeric("actions");
    List<String> rules = rules(parts.summary.safety());
    rules.forEach(rule -> table.numeric(rule.toLowerCase(Locale.ROOT).replace('_', ' ')));
    table.numeric("rollouts touched");
    List<SafetyFigures> policies = parts.summary.safety();
    for (int i = 0; i < policies.size(); i++) {
      String at = "/safety/" + i;
      table
          .row(parts.policy(policies.get(i).policy()))
          .number(parts.numbers.count(at + "/actions"));
      for (String rule : rules) {
        boolean there = policies.get(i).byRule().containsKey(rule);
        table.number(
            there
                ? parts.numbers.count(at + "/by_rule/" + Numbers.step(rule))
                : Element.of("span", "none", "0"));
      }
      table.number(parts.numbers.count(at + "/rollouts"));
    }
    section.add(table.element());
  }

  /** Every rule that any policy's gate knows. */
  private static List<String> rules(List<SafetyFigures> policies) {
    return policies.stream()
        .flatMap(policy -> policy.byRule().keySet().stream())
        .distinct()
        .toList();
  }
}
