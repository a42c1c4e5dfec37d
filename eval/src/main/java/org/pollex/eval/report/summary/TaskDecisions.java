package org.pollex.eval.report.summary;

import java.util.List;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.PairResult;

/**
 * How often the single tasks separate a pair of policies.
 *
 * @param a the policy with the higher or equal pooled rate
 * @param b the other
 * @param tasks number of tasks
 * @param firstBetter tasks that show A to be better
 * @param secondBetter tasks that show B to be better
 */
public record TaskDecisions(String a, String b, int tasks, int firstBetter, int secondBetter) {

  static TaskDecisions of(PairResult pooled, List<FamilyComparison> tasks) {
    int aBetter = 0;
    int bBetter = 0;
    for (FamilyComparison task : tasks) {
      for (PairResult pair : task.pairs()) {
        if (pair.separated()) {
          // The first of a pair has the higher rate in that task.
          aBetter += pair.a().equals(pooled.a()) && pair.b().equals(pooled.b()) ? 1 : 0;
          bBetter += pair.a().equals(pooled.b()) && pair.b().equals(pooled.a()) ? 1 : 0;
        }
      }
    }
    return new TaskDecisions(pooled.a(), pooled.b(), tasks.size(), aBetter, bBetter);
  }
}
