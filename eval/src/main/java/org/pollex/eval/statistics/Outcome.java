package org.pollex.eval.statistics;

import java.util.Objects;
import java.util.Optional;
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
 * @param condition the initial condition, where rollouts of several policies share it
 */
public record Outcome(
    String policy,
    String task,
    boolean success,
    OptionalDouble score,
    OptionalDouble time,
    Optional<String> condition) {

  public Outcome {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(task, "task");
  }

  /** An outcome from an initial condition that no other shares. */
  public Outcome(
      String policy, String task, boolean success, OptionalDouble score, OptionalDouble time) {
    this(policy, task, success, score, time, Optional.empty());
  }

  /** The same from an initial condition that other policies met too. */
  public Outcome from(String sharedCondition) {
    return new Outcome(policy, task, success, score, time, Optional.of(sharedCondition));
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
