package org.pollex.eval.trial.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 * @param conduct how the trial is run
 * @param preregistration what is written down for readers; nothing is computed from it
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
    Analysis analysis,
    Conduct conduct,
    Preregistration preregistration) {

  /** A plan with the usual conduct and nothing preregistered in words. */
  public TrialPlan(
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
    this(
        name,
        world,
        tasks,
        policies,
        rollouts,
        initialConditions,
        horizon,
        seed,
        decisionTimeoutSeconds,
        analysis,
        null,
        null);
  }

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
   * @param test of two success rates. {@code barnard}: two-sided, exact, after all rollouts. Or a
   *     {@linkplain org.pollex.eval.statistics.sequential.SequentialMethod sequential} one, which
   *     may stop early; {@code rollouts} is its maximum
   * @param alpha family-wise error rate of the pairs of one family
   * @param correction over the pairs of a family: {@code holm}, {@code hommel}, {@code bonferroni};
   *     a sequential test takes {@code bonferroni} only
   * @param family {@code task}: the pairs within each task; {@code all}: all pairs in all tasks
   */
  public record Analysis(String test, double alpha, String correction, String family) {
    /** The name of the test at a fixed number of rollouts. */
    public static final String FIXED = "barnard";

    /** One family per task. */
    public static final String PER_TASK = "task";

    /** One family of all pairs in all tasks. */
    public static final String ALL = "all";

    /** Families are per task when nothing else is said. */
    public Analysis {
      family = family == null ? PER_TASK : family;
    }

    /** An analysis with one family per task. */
    public Analysis(String test, double alpha, String correction) {
      this(test, alpha, correction, PER_TASK);
    }

    /** Returns true when the test may stop before all rollouts are made. */
    @JsonIgnore
    public boolean isSequential() {
      return !test.equals(FIXED);
    }

    /** Returns the number of pairs in one family. */
    public int pairs(int policies, int tasks) {
      return policies * (policies - 1) / 2 * (family.equals(ALL) ? tasks : 1);
    }
  }

  /**
   * How the trial is run.
   *
   * @param rubric milestones that an operator scores, by task; none when absent
   * @param crashAttempts k: a policy or simulator that itself dies k times on one trial has failed
   *     it
   * @param physics {@code same}: every machine must have the sealed physics; {@code any}: it is
   *     only recorded
   */
  public record Conduct(Map<String, List<String>> rubric, Integer crashAttempts, String physics) {
    /** Every machine must have the sealed physics. */
    public static final String SAME = "same";

    /** Other physics are recorded and allowed. */
    public static final String ANY = "any";

    /** Fills in what is absent. */
    public Conduct {
      Map<String, List<String>> milestones = new LinkedHashMap<>();
      if (rubric != null) {
        rubric.forEach((task, list) -> milestones.put(task, List.copyOf(list)));
      }
      rubric = Collections.unmodifiableMap(milestones);
      crashAttempts = crashAttempts == null ? 3 : crashAttempts;
      physics = physics == null ? SAME : physics;
    }
  }

  /**
   * What a lab states before the trial, in words.
   *
   * @param hypotheses what it expects
   * @param exclusions when a rollout does not count, for example "the power failed"
   */
  public record Preregistration(List<String> hypotheses, List<String> exclusions) {
    /** Copies the lists; none when absent. */
    public Preregistration {
      hypotheses = hypotheses == null ? List.of() : List.copyOf(hypotheses);
      exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
    }
  }

  /** Copies the lists, and fills in what may be left out. */
  public TrialPlan {
    tasks = tasks == null ? List.of() : List.copyOf(tasks);
    policies = policies == null ? List.of() : List.copyOf(policies);
    conduct = conduct == null ? new Conduct(null, null, null) : conduct;
    preregistration = preregistration == null ? new Preregistration(null, null) : preregistration;
  }
}
