package org.pollex.eval.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  /**
   * A table in which every policy has equally many rollouts in each of its tasks: the first ones,
   * as many as it has in the task where it has fewest. Pooled rates then weigh the tasks equally.
   */
  public OutcomeTable balanced() {
    List<Outcome> kept = new ArrayList<>();
    for (String policy : policies()) {
      Map<String, List<Outcome>> byTask =
          of(policy).stream()
              .collect(
                  Collectors.groupingBy(Outcome::task, LinkedHashMap::new, Collectors.toList()));
      int fewest = byTask.values().stream().mapToInt(List::size).min().orElse(0);
      byTask.values().forEach(rows -> kept.addAll(rows.subList(0, fewest)));
    }
    return new OutcomeTable(kept);
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
