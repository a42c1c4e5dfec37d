package org.pollex.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.plan.PlanFile;
import org.pollex.eval.trial.plan.TrialPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pollex trial plan}: a plan from flags, to be edited and sealed. */
@Command(
    name = "plan",
    description = "Write a trial plan (YAML) from flags, or by questions; edit it, then seal it.")
final class TrialPlanCommand extends Verb<TrialPlanCommand.Answer> {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What reports call the trial (default: the file's name).")
  private String name;

  @Option(
      names = "--world",
      defaultValue = "metaworld",
      paramLabel = "WORLD",
      description = "Where it takes place (default: ${DEFAULT-VALUE}).")
  private String world;

  @Option(
      names = "--task",
      paramLabel = "TASKS",
      description = "Tasks or sets of tasks, with commas (door-open-v3, MT10, fixtures).")
  private String task;

  @Option(
      names = "--policy",
      paramLabel = "[NAME=]ADDRESS",
      description = "A policy under test; at least two. For example mt3=mt3:INDEX, expert.")
  private List<String> policies;

  @Option(
      names = "--rollouts",
      defaultValue = "20",
      paramLabel = "N",
      description = "Rollouts per policy and task (default: ${DEFAULT-VALUE}).")
  private int rollouts;

  @Option(
      names = "--seed",
      defaultValue = "1000",
      paramLabel = "S",
      description = "Seed of initial conditions and of policies (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(
      names = "--exclude",
      paramLabel = "FILE",
      description = "Recordings whose initial conditions are never used.")
  private List<Path> exclude = List.of();

  @Option(
      names = "--horizon",
      defaultValue = "500",
      paramLabel = "STEPS",
      description = "Steps after which a rollout is cut off (default: ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(
      names = "--alpha",
      defaultValue = "0.05",
      paramLabel = "A",
      description = "Family-wise error rate (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--test",
      defaultValue = TrialPlan.Analysis.FIXED,
      paramLabel = "NAME",
      description = {
        "barnard after all rollouts, or a sequential test that may stop early: lai, step, optimal,",
        "savi, barnard-looks (default: ${DEFAULT-VALUE})."
      })
  private String test;

  @Option(
      names = "--correction",
      paramLabel = "NAME",
      description =
          "Over pairs: holm, hommel, bonferroni (default: holm; bonferroni for sequential tests).")
  private String correction;

  @Option(
      names = "--family",
      defaultValue = TrialPlan.Analysis.PER_TASK,
      paramLabel = "NAME",
      description = "task: pairs within each task; all: all pairs (default: ${DEFAULT-VALUE}).")
  private String family;

  @Option(
      names = "--out",
      defaultValue = "plan.yaml",
      paramLabel = "FILE",
      description = "Plan to write (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--force", description = "Replace a plan that is there.")
  private boolean force;

  /** What was written. */
  record Answer(String file, TrialPlan plan) {}

  @Override
  protected Answer answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(out + " exists already", "Name another file, or give --force.");
    }
    if (task == null || policies == null) {
      ask(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    }
    TrialPlan plan =
        new TrialPlan(
            name == null ? out.getFileName().toString().replaceFirst("\\.ya?ml$", "") : name,
            world,
            Arrays.stream(task.split(",")).map(String::strip).toList(),
            policies.stream().map(TrialPlanCommand::policy).toList(),
            rollouts,
            new TrialPlan.InitialConditions(
                "MT1", seed, exclude.stream().map(Path::toString).toList()),
            horizon,
            seed,
            30,
            new TrialPlan.Analysis(test, alpha, correction(), family));
    PlanFile.write(out, plan);
    return new Answer(out.toString(), plan);
  }

  /** Asks for what the options do not say; an empty answer takes what is offered. */
  void ask(BufferedReader in) {
    log().println("A plan by questions; an empty answer takes what is in brackets.");
    world = question(in, "World: metaworld, bernoulli or manual", world);
    task = question(in, "Tasks or sets of tasks, with commas", task);
    if (policies == null) {
      policies = new ArrayList<>();
      while (true) {
        String more = policies.size() < 2 ? null : "";
        String policy = question(in, "Policy " + (policies.size() + 1) + ", [NAME=]ADDRESS", more);
        if (policy.isEmpty()) {
          break;
        }
        policies.add(policy);
      }
    }
    rollouts = number(question(in, "Rollouts per policy and task", "" + rollouts));
    test = question(in, "Test: barnard after all of them, or step, lai, optimal, savi", test);
    horizon = number(question(in, "Steps after which a rollout is cut off", "" + horizon));
    seed = number(question(in, "Seed", "" + seed));
  }

  private String question(BufferedReader in, String text, String offered) {
    while (true) {
      String hint = offered == null ? "" : offered.isEmpty() ? " [no more]" : " [" + offered + "]";
      log().print(text + hint + ": ");
      log().flush();
      String answer;
      try {
        answer = in.readLine();
      } catch (IOException e) {
        throw StorageFailure.reading(Path.of("standard input"), e);
      }
      if (answer == null && offered == null) {
        throw new BadInputException(
            "no answer to: " + text, "Give --task and --policy, or answer the questions.");
      }
      if (answer != null && !answer.isBlank()) {
        return answer.strip();
      }
      if (offered != null) {
        return offered;
      }
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadInputException("'" + text + "'", "Allowed: a whole number.", e);
    }
  }

  private String correction() {
    if (correction != null) {
      return correction;
    }
    return test.equals(TrialPlan.Analysis.FIXED) ? "holm" : "bonferroni";
  }

  /** {@code NAME=ADDRESS}, or an address that is its own name. */
  private static TrialPlan.PlannedPolicy policy(String text) {
    int equals = text.indexOf('=');
    return equals > 0
        ? new TrialPlan.PlannedPolicy(text.substring(0, equals), text.substring(equals + 1))
        : new TrialPlan.PlannedPolicy(text, text);
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    TrialPlan plan = answer.plan();
    output.printf(
        "%s: %d policies, %d rollouts per policy and task, seed %d%n",
        answer.file(), plan.policies().size(), plan.rollouts(), plan.seed());
    output.println("Next: pollex trial seal " + answer.file() + " --out FOLDER");
  }
}
