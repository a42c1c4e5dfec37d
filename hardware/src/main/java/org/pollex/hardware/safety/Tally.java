package org.pollex.hardware.safety;

import java.util.EnumMap;
import java.util.Map;

/** Counts what a gate did, and tells its log. Allocation-free but for {@link #counts}. */
final class Tally {
  private static final Rule[] RULES = Rule.values();

  private final InterventionLog log;
  private final long[] byRule = new long[RULES.length];
  private long judged;
  private long changed;

  Tally(InterventionLog log) {
    this.log = log;
  }

  /** A command is judged. */
  void judged() {
    judged++;
  }

  /** A judged command was not passed on as it was, for however many reasons. */
  void changed() {
    changed++;
  }

  void fired(Rule rule) {
    byRule[rule.ordinal()]++;
  }

  /** A rule fired for one joint, or for the whole robot (-1, NaN, NaN). */
  void fired(long nanos, Rule rule, int joint, double proposed, double given) {
    fired(rule);
    log.intervened(nanos, rule, joint, proposed, given);
  }

  long changes() {
    return changed;
  }

  InterventionCounts counts() {
    Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    for (Rule rule : RULES) {
      if (byRule[rule.ordinal()] > 0) {
        counts.put(rule, byRule[rule.ordinal()]);
      }
    }
    return new InterventionCounts(judged, counts);
  }
}
