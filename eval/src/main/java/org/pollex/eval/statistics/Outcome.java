package org.pollex.eval.statistics;

import java.util.Objects;
import java.util.OptionalDouble;
import org.pollex.eval.statistics.survival.EventTime;

/**
 * What one rollout of one policy in one task came to.
 *
 * @param policy name of the policy
 * @param task name of the task
 * @param success whether the task was solved
 * @param score partial credit, such as the share of milestones met
 * @param time seconds until success, or until the rollout was cut off without one
 */
public record Outcome(
    String policy, String task, boolean success, OptionalDouble score, OptionalDouble time) {

  public Outcome {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(task, "task");
  }

  /** A plain success or failure. */
  public static Outcome of(String policy, String task, boolean success) {
    return new Outcome(policy, task, success, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** A success or failure with its duration in seconds. */
  public static Outcome timed(String policy, String task, boolean success, double seconds) {
    return new Outcome(policy, task, success, OptionalDouble.empty(), OptionalDouble.of(seconds));
  }

  /** Time to success for survival analysis: a failure is censored where it was cut off. */
  EventTime eventTime() {
    return new EventTime(time.orElseThrow(), success);
  }
}
