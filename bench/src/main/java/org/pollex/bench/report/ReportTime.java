package org.pollex.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pollex.errors.RunFailedException;

/**
 * A rehearsed trial of 10 policies in 50 tasks with 50 rollouts each (25,000 outcomes), with the
 * commands of a user: what each takes, its JVM's start included, and how large the report is.
 */
public final class ReportTime {
  private static final int POLICIES = 10;
  private static final int TASKS = 50;
  private static final String ROLLOUTS = "50";

  private ReportTime() {}

  /**
   * Prints the figures.
   *
   * @param arguments a folder for the trial (default: a temporary one), then the number of reports
   *     (default 3)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    Path folder =
        arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("pollex-report");
    int reports = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Path plan = folder.resolve("plan.yaml");
    Path trial = folder.resolve("trial");
    System.out.printf(Locale.ROOT, "plan %.1f s%n", seconds(plan(plan)));
    for (String verb : List.of("seal", "run", "unseal")) {
      List<String> command =
          verb.equals("seal")
              ? List.of("trial", "seal", plan.toString(), "--out", trial.toString())
              : List.of("trial", verb, trial.toString());
      System.out.printf(Locale.ROOT, "%s %.1f s%n", verb, seconds(command));
    }
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < reports; i++) {
      times.add(seconds(List.of("trial", "report", trial.toString())));
    }
    Collections.sort(times);
    long bytes = Files.size(trial.resolve("report").resolve("report.html"));
    System.out.printf(
        Locale.ROOT,
        "report: median %.1f s of %s (target 10), report.html %.1f MB (target 20)%n",
        times.get(reports / 2),
        times.stream().map(t -> String.format(Locale.ROOT, "%.1f", t)).toList(),
        bytes / 1e6);
    System.out.printf(
        Locale.ROOT, "verify %.1f s%n", seconds(List.of("trial", "verify", trial.toString())));
  }

  private static List<String> plan(Path file) {
    List<String> command = new ArrayList<>(List.of("trial", "plan", "--world", "bernoulli"));
    command.addAll(List.of("--rollouts", ROLLOUTS, "--horizon", "100", "--out", file.toString()));
    command.add("--task");
    command.add(
        IntStream.rangeClosed(1, TASKS)
            .mapToObj(task -> "task-" + task)
            .collect(Collectors.joining(",")));
    for (int policy = 0; policy < POLICIES; policy++) {
      command.add("--policy");
      command.add(
          String.format(
              Locale.ROOT, "policy-%d=bernoulli:%.2f@20-80", policy, 0.35 + 0.05 * policy));
    }
    return command;
  }

  private static double seconds(List<String> command) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.add(Path.of(System.getProperty("pollex.root"), "pollex").toString());
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new RunFailedException(
          "'pollex " + command.getFirst() + " " + command.get(1) + "' ended with " + code,
          "See its message above.");
    }
    return (System.nanoTime() - start) * 1e-9;
  }
}
