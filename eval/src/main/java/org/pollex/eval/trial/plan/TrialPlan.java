package org.pollex.eval.trial.plan;

import java.util.List;

/**
 * A trial as a lab plans it; the YAML file has the same keys in snake_case. {@code
 * trial-plan.schema.json} beside this class publishes them.
 *
 * @param name what reports call the trial
 * @param world where it takes place, for example {@code metaworld}
 * @param tasks task ids, or names of sets such as {@code fixtures}
 * @param policies what is compared
 * @param rollouts n: rollouts per policy and task
 * @param initialConditions where rollouts start; every policy starts from the same ones
 * @param horizon steps after which a rollout is cut off
 * @param seed of whatever policies draw; equal for all policies that share an initial condition
 * @param decisionTimeoutSeconds a policy that takes longer for one decision has failed
 * @param analysis how outcomes are judged
 */
public record TrialPlan(
    String name,
    String world,
    List<String> tasks,
    List<PlannedPolicy> policies,
    int rollouts,
    InitialConditions initialConditions,
    int horizon,
    long seed,
    double decisionTimeoutSeconds,
    Analysis analysis) {

  /**
   * A policy under test.
   *
   * @param name what reports call it; unique
   * @param address how it is opened: {@code expert}, {@code mt3:INDEX}, {@code replay:DEMO} …
   */
  public record PlannedPolicy(String name, String address) {}

  /**
   * Where the initial conditions come from.
   *
   * @param benchmark the world's sampler, for example {@code MT1}
   * @param seed of the sampler
   * @param exclude demonstration files whose own initial conditions are never used
   */
  public record InitialConditions(String benchmark, long seed, List<String> exclude) {
    /** Copies the list; none when absent. */
    public InitialConditions {
      exclude = exclude == null ? List.of() : List.copyOf(exclude);
    }
  }

  /**
   * The analysis.
   *
   * @param test of two success rates; {@code barnard}: two-sided, exact
   * @param alpha family-wise error rate of the pairs of one family (a task, or all tasks pooled)
   * @param correction over the pairs of a family: {@code holm}, {@code hommel}, {@code bonferroni}
   */
  public record Analysis(String test, double alpha, String correction) {}

  /** Copies the lists. */
  public TrialPlan {
    tasks = tasks == null ? List.of() : List.copyOf(tasks);
    policies = policies == null ? List.of() : List.copyOf(policies);
  }
}
