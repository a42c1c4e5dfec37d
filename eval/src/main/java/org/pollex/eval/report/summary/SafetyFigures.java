package org.pollex.eval.report.summary;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.hardware.safety.Rule;

/**
 * What the safety gate did to a policy's actions.
 *
 * @param policy name of the policy
 * @param actions executed actions
 * @param byRule actions that each rule changed or refused; every rule is there
 * @param rollouts rollouts in which any rule fired
 */
public record SafetyFigures(String policy, long actions, Map<String, Long> byRule, int rollouts) {

  static SafetyFigures of(String policy, List<TrialOutcome> outcomes) {
    Map<String, Long> byRule = new TreeMap<>();
    for (Rule rule : Rule.values()) {
      byRule.put(rule.name(), 0L);
    }
    long actions = 0;
    int touched = 0;
    for (TrialOutcome outcome : outcomes) {
      actions += outcome.steps();
      touched += outcome.interventions().isEmpty() ? 0 : 1;
      outcome.interventions().forEach((rule, count) -> byRule.merge(rule, count, Long::sum));
    }
    return new SafetyFigures(policy, actions, byRule, touched);
  }
}
