package org.pollex.eval.report.summary;

import java.util.List;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.PolicyResult;

/**
 * When a policy succeeded, with failures censored where they were cut off.
 *
 * @param policy name of the policy
 * @param median seconds by which half of the rollouts had succeeded; null if that never happened
 * @param restrictedMean mean seconds to success, with failures counted at the time limit
 */
public record TimeFigures(String policy, Double median, double restrictedMean) {

  static List<TimeFigures> of(FamilyComparison pooled, double limit) {
    return pooled.policies().stream()
        .filter(result -> result.timeToSuccess().isPresent())
        .map(result -> of(result, limit))
        .toList();
  }

  private static TimeFigures of(PolicyResult result, double limit) {
    var curve = result.timeToSuccess().orElseThrow();
    double median = curve.median();
    return new TimeFigures(
        result.policy(), Double.isNaN(median) ? null : median, curve.restrictedMean(limit));
  }
}
