package org.pollex.eval.report.summary;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.eval.trial.result.TrialOutcome;

/**
 * Where a policy's rollouts failed.
 *
 * @param policy name of the policy
 * @param rollouts rollouts with an outcome
 * @param successes those that succeeded
 * @param stages failed rollouts by stage, most frequent first
 */
public record FailureFigures(String policy, int rollouts, int successes, List<Stage> stages) {
  /** Name of the stage of failures that name none. */
  public static final String UNNAMED = "not named";

  /** Failed rollouts of one stage. */
  public record Stage(String stage, int count) {}

  static FailureFigures of(String policy, List<TrialOutcome> rollouts) {
    Map<String, Integer> counts = new TreeMap<>();
    rollouts.stream()
        .filter(rollout -> !rollout.success())
        .forEach(rollout -> counts.merge(stage(rollout), 1, Integer::sum));
    List<Stage> stages =
        counts.entrySet().stream()
            .map(entry -> new Stage(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(Stage::count).reversed())
            .toList();
    int failures = stages.stream().mapToInt(Stage::count).sum();
    return new FailureFigures(policy, rollouts.size(), rollouts.size() - failures, stages);
  }

  private static String stage(TrialOutcome rollout) {
    return rollout.stage().isBlank() ? UNNAMED : rollout.stage();
  }
}
