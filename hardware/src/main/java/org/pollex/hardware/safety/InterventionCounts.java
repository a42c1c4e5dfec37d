package org.pollex.hardware.safety;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often each rule of the gate fired in an episode: actions counted, not numbers.
 *
 * @param actions actions that the gate judged
 * @param byRule actions that each rule changed or refused; rules that never fired are absent
 */
public record InterventionCounts(long actions, Map<Rule, Long> byRule) {
  /** Copies the map. */
  public InterventionCounts {
    Map<Rule, Long> copy = new EnumMap<>(Rule.class);
    copy.putAll(byRule);
    byRule = java.util.Collections.unmodifiableMap(copy);
  }

  /** Returns the sum over all rules. */
  public long total() {
    return byRule.values().stream().mapToLong(Long::longValue).sum();
  }
}
