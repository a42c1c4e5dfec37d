package org.pollex.eval.trial.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.world.CommandPolicy;
import org.pollex.eval.trial.world.ManualWorld;

/** Refuses plans that cannot be sealed, naming the key, what was given and what is allowed. */
final class PlanCheck {
  private static final List<String> TESTS =
      Stream.concat(
              Stream.of(TrialPlan.Analysis.FIXED),
              SequentialMethod.ids().stream().map(PlanCheck::planned))
          .toList();
  private static final List<String> CORRECTIONS = List.of("holm", "hommel", "bonferroni");
  private static final int MOST_TRIALS = 1_000_000;

  private PlanCheck() {}

  static TrialPlan checked(TrialPlan plan) {
    require(present(plan.name()), "name", plan.name(), "any text");
    require(present(plan.world()), "world", plan.world(), "a world, for example metaworld");
    require(!plan.tasks().isEmpty(), "tasks", "none", "at least one task or set of tasks");
    require(plan.policies().size() >= 2, "policies", plan.policies().size(), "at least 2");
    Set<String> names = new HashSet<>();
    for (TrialPlan.PlannedPolicy policy : plan.policies()) {
      require(
          policy != null && present(policy.name()) && present(policy.address()),
          "policies",
          policy,
          "a name and an address for each");
      require(
          names.add(policy.name()), "policies", "'" + policy.name() + "' twice", "unique names");
    }
    for (TrialPlan.PlannedPolicy policy : plan.policies()) {
      require(
          plan.world().equals(ManualWorld.NAME) == CommandPolicy.isAddress(policy.address()),
          "policies",
          policy.address() + " in the world " + plan.world(),
          "command:LINE in the world manual, and nowhere else");
    }
    within("rollouts", plan.rollouts(), 1, 10_000);
    within("horizon", plan.horizon(), 1, 1_000_000);
    require(
        plan.decisionTimeoutSeconds() > 0 && plan.decisionTimeoutSeconds() <= 3600,
        "decision_timeout_seconds",
        plan.decisionTimeoutSeconds(),
        "more than 0, at most 3600");
    require(
        plan.initialConditions() != null && present(plan.initialConditions().benchmark()),
        "initial_conditions",
        plan.initialConditions(),
        "benchmark and seed");
    require(plan.analysis() != null, "analysis", "none", "test, alpha and correction");
    TrialPlan.Analysis analysis = plan.analysis();
    oneOf("test", analysis.test(), TESTS);
    oneOf("correction", analysis.correction(), CORRECTIONS);
    oneOf(
        "family", analysis.family(), List.of(TrialPlan.Analysis.PER_TASK, TrialPlan.Analysis.ALL));
    require(
        !analysis.isSequential() || analysis.correction().equals("bonferroni"),
        "analysis.correction",
        analysis.correction() + " with the sequential test " + analysis.test(),
        "bonferroni, since the number of pairs is fixed before the first of them stops");
    within("conduct.crash_attempts", plan.conduct().crashAttempts(), 1, 100);
    if (!List.of(TrialPlan.Conduct.SAME, TrialPlan.Conduct.ANY)
        .contains(plan.conduct().physics())) {
      throw BadInputException.unknownName(
          "conduct.physics",
          plan.conduct().physics(),
          List.of(TrialPlan.Conduct.SAME, TrialPlan.Conduct.ANY));
    }
    require(
        analysis.alpha() > 0 && analysis.alpha() < 1,
        "analysis.alpha",
        analysis.alpha(),
        "strictly between 0 and 1");
    long trials = (long) plan.rollouts() * plan.policies().size();
    require(trials <= MOST_TRIALS, "rollouts", trials + " a task", MOST_TRIALS + " at most");
    return plan;
  }

  /** Barnard's test at several looks has the fixed test's name; a plan says which of them. */
  private static String planned(String method) {
    return method.equals(TrialPlan.Analysis.FIXED) ? DecisionRule.BARNARD_LOOKS : method;
  }

  private static boolean present(String text) {
    return text != null && !text.isBlank();
  }

  private static void within(String key, int given, int low, int high) {
    require(given >= low && given <= high, key, given, low + " to " + high);
  }

  private static void oneOf(String key, String given, List<String> allowed) {
    if (given == null || !allowed.contains(given)) {
      throw BadInputException.unknownName("analysis." + key, String.valueOf(given), allowed);
    }
  }

  private static void require(boolean holds, String key, Object given, String allowed) {
    if (!holds) {
      throw new BadInputException("plan, " + key + ": given " + given, "Allowed: " + allowed + ".");
    }
  }
}
