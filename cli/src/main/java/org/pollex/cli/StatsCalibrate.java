package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.planning.StudyDesign;
import org.pollex.eval.statistics.planning.StudyErrors;
import org.pollex.eval.statistics.planning.StudySimulation;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex stats calibrate}: the true error rates of a study, by running it many times. */
@Command(
    name = "calibrate",
    description = {
      "Runs a trial plan, or a study described by options, many times in memory, and counts its",
      "errors and its cost. Examples: pollex stats calibrate plan.yaml",
      "pollex stats calibrate --rates 0.5,0.5,0.5 --tasks 5 --n 50"
    })
final class StatsCalibrate extends Verb<Object> {
  private static final String FIXED = "barnard-once";
  private static final int MOST_STUDIES = 10_000_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "PLAN.yaml",
      description = {
        "A trial plan: its order, stopping rule, correction and letters are used, and its numbers."
      })
  private Path plan;

  @Option(
      names = "--rates",
      split = ",",
      description = {
        "True success rate of each policy (default: 0.5 each, or what a plan's bernoulli policies",
        "declare)."
      })
  private List<Double> rates;

  @Option(names = "--tasks", defaultValue = "5", description = "Tasks (${DEFAULT-VALUE}).")
  private int tasks;

  @Option(
      names = "--n",
      defaultValue = "50",
      description = "Rollouts of each policy in each task, or their maximum (${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--test",
      defaultValue = FIXED,
      description = "barnard-once after all rollouts, or a sequential test (${DEFAULT-VALUE}).")
  private String test;

  @Option(
      names = "--alpha",
      defaultValue = "0.05",
      description = "Family-wise error rate (${DEFAULT-VALUE}).")
  private double alpha;

  @Option(names = "--studies", description = "(10000; 100000 for a plan)")
  private Integer studies;

  @Option(names = "--seed", defaultValue = "1", description = "(${DEFAULT-VALUE})")
  private long seed;

  /** Errors of one kind of family. */
  record Errors(double familyWiseError, double standardError, Double power) {
    static Errors of(StudyErrors errors) {
      return new Errors(
          errors.familyWiseError(), errors.standardError(), StatsFigures.finite(errors.power()));
    }
  }

  /** The JSON object of this verb; {@code pooled} is null for sequential tests. */
  record Answer(
      String test,
      List<Double> rates,
      int tasks,
      int n,
      double alpha,
      int studies,
      long seed,
      Errors perTask,
      Errors pooled,
      double rolloutsPerPolicyAndTask) {}

  @Override
  protected Object answer() {
    if (studies == null) {
      studies = plan == null ? 10_000 : 100_000;
    }
    if (plan != null && studies >= 1 && studies <= MOST_STUDIES) {
      return PlanAnswer.of(plan, Optional.ofNullable(rates), studies, seed);
    }
    if (rates == null) {
      rates = List.of(0.5, 0.5, 0.5);
    }
    StatsLevels.probability("--alpha", alpha);
    if (studies < 1 || studies > MOST_STUDIES) {
      throw new BadInputException(
          "--studies " + studies, "Allowed: 1 to %,d.".formatted(MOST_STUDIES));
    }
    Optional<SequentialMethod> method =
        test.equals(FIXED) ? Optional.empty() : Optional.of(SequentialMethod.of(test));
    StudySimulation result = StudySimulation.run(design(method), studies, seed);
    return new Answer(
        test,
        Collections.unmodifiableList(rates),
        tasks,
        trials,
        alpha,
        studies,
        seed,
        Errors.of(result.perTask()),
        result.pooled().map(Errors::of).orElse(null),
        result.rolloutsPerPolicyAndTask());
  }

  private StudyDesign design(Optional<SequentialMethod> method) {
    try {
      return new StudyDesign(rates, tasks, trials, alpha, method);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), "See pollex stats calibrate --help.", e);
    }
  }

  @Override
  protected void print(Object found, PrintWriter out) {
    if (found instanceof PlanAnswer ofPlan) {
      ofPlan.print(out);
      return;
    }
    Answer answer = (Answer) found;
    out.printf(
        Locale.ROOT,
        "%,d studies of %d policies in %d tasks, %d rollouts at most, test %s, alpha %s, seed %d.%n",
        answer.studies(),
        answer.rates().size(),
        answer.tasks(),
        answer.n(),
        answer.test(),
        answer.alpha(),
        answer.seed());
    print("family of one task", answer.perTask(), out);
    if (answer.pooled() != null) {
      print("family of all tasks pooled", answer.pooled(), out);
    }
    out.printf(
        Locale.ROOT,
        "Mean rollouts of a policy in a task: %.2f%n",
        answer.rolloutsPerPolicyAndTask());
  }

  private static void print(String family, Errors errors, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: family-wise error %.5f +- %.5f%s%n",
        family,
        errors.familyWiseError(),
        errors.standardError(),
        errors.power() == null ? "" : String.format(Locale.ROOT, ", power %.4f", errors.power()));
  }
}
