package org.pollex.eval.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The statistics of a study with a fixed number of rollouts: every policy against every other, for
 * each task and pooled over tasks. The command line and the report print this one record.
 *
 * <p>Pairs are tested with Barnard's two-sided exact test and corrected within each family. There
 * is no correction across tasks; the pooled family is the headline.
 *
 * @param settings error rate, level and correction
 * @param tasks one family per task, in the order of the table
 * @param pooled the family over all tasks
 * @param warnings what a reader must know, such as missing cells; empty in a balanced study
 */
public record Comparison(
    ComparisonSettings settings,
    List<FamilyComparison> tasks,
    FamilyComparison pooled,
    List<String> warnings) {

  public static Comparison of(OutcomeTable table, ComparisonSettings settings) {
    PairwiseBarnard rule = new PairwiseBarnard(settings.alpha(), settings.adjustment());
    List<FamilyComparison> tasks =
        table.tasks().stream()
            .map(task -> new FamilyAnalysis(table.task(task), settings, rule).run(task))
            .toList();
    FamilyComparison pooled =
        new FamilyAnalysis(table, settings, rule).run(FamilyComparison.POOLED);
    return new Comparison(settings, tasks, pooled, warnings(table));
  }

  /** Unequal cells are kept, never filled in, but they tilt the pooled rates. */
  private static List<String> warnings(OutcomeTable table) {
    List<String> warnings = new ArrayList<>();
    for (String task : table.tasks()) {
      OutcomeTable rows = table.task(task);
      List<Integer> trials =
          table.policies().stream().map(policy -> rows.count(policy).trials()).toList();
      if (trials.stream().distinct().count() > 1) {
        warnings.add(
            "task %s: unequal numbers of rollouts %s for policies %s; pooled rates weigh the tasks differently"
                .formatted(task, trials, table.policies()));
      }
    }
    return List.copyOf(warnings);
  }
}
