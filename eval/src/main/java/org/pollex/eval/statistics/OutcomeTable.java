package org.pollex.eval.statistics;

import java.util.List;
import java.util.function.Predicate;
import org.pollex.eval.statistics.rate.SuccessCount;

/**
 * The outcomes of a study, one row per rollout, in any order.
 *
 * @param outcomes at least one row
 */
public record OutcomeTable(List<Outcome> outcomes) {

  public OutcomeTable {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("given no outcomes; a comparison needs at least one");
    }
    outcomes = List.copyOf(outcomes);
  }

  /** Policies in the order of their first row. */
  public List<String> policies() {
    return outcomes.stream().map(Outcome::policy).distinct().toList();
  }

  /** Tasks in the order of their first row. */
  public List<String> tasks() {
    return outcomes.stream().map(Outcome::task).distinct().toList();
  }

  /** The rows of one policy. */
  public List<Outcome> of(String policy) {
    return where(outcome -> outcome.policy().equals(policy));
  }

  /** The rows of one task, as a table of its own. */
  public OutcomeTable task(String task) {
    return new OutcomeTable(where(outcome -> outcome.task().equals(task)));
  }

  /** Successes and trials of one policy over all rows. */
  public SuccessCount count(String policy) {
    List<Outcome> rows = of(policy);
    return new SuccessCount((int) rows.stream().filter(Outcome::success).count(), rows.size());
  }

  private List<Outcome> where(Predicate<Outcome> condition) {
    return outcomes.stream().filter(condition).toList();
  }
}
