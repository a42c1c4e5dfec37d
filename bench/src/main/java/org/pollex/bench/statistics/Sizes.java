package org.pollex.bench.statistics;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pollex.eval.statistics.sequential.BarnardLooksTest;
import org.pollex.eval.statistics.sequential.LaiTest;
import org.pollex.eval.statistics.sequential.OptimalTest;
import org.pollex.eval.statistics.sequential.RatePrior;
import org.pollex.eval.statistics.sequential.SequentialTest;
import org.pollex.eval.statistics.sequential.StepTest;

/** Exact size of every truncated test over a fine grid of common rates, as a Markdown table. */
public final class Sizes {
  private static final List<String> TESTS = List.of("lai", "step", "barnard", "optimal");
  private static final double[] ALPHAS = {.05, .025, .05 / 3, .01};
  private static final int POINTS = 1999;

  private Sizes() {}

  /**
   * Prints one row per test and maximum of pairs.
   *
   * @param arguments maxima of pairs (default 20 50 100 200 500)
   */
  public static void run(String[] arguments) {
    int[] maxima =
        arguments.length == 0
            ? new int[] {20, 50, 100, 200, 500}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    System.out.println("| n | test | α = .05 | .025 | .05/3 | .01 | longest design, CPU s |");
    System.out.println("|---|---|---|---|---|---|---|");
    double worst = 0;
    for (int pairs : maxima) {
      for (String test : TESTS) {
        StringBuilder row = new StringBuilder("| %d | `%s` |".formatted(pairs, test));
        double longest = 0;
        for (double alpha : ALPHAS) {
          double before = cpuSeconds();
          SequentialTest design = design(test, alpha, pairs);
          longest = Math.max(longest, cpuSeconds() - before);
          double size = size(design);
          worst = Math.max(worst, size - alpha);
          row.append(String.format(Locale.ROOT, " %.6f |", size));
        }
        System.out.println(row.append(String.format(Locale.ROOT, " %.1f |", longest)));
      }
    }
    System.out.printf(Locale.ROOT, "%nLargest size above its α: %.1e (allowed 1e-5)%n", worst);
  }

  private static SequentialTest design(String test, double alpha, int pairs) {
    return switch (test) {
      case "lai" -> LaiTest.exact(alpha, pairs);
      case "step" -> StepTest.of(alpha, pairs, StepTest.PUBLISHED_SEED);
      case "barnard" -> BarnardLooksTest.of(alpha, pairs, BarnardLooksTest.USUAL_LOOKS);
      default ->
          OptimalTest.of(
              new RatePrior.Uniform(),
              OptimalTest.usualCost(pairs),
              alpha,
              pairs,
              StepTest.PUBLISHED_SEED);
    };
  }

  /** Lai's test is taken at its worst rate, which is known to be one half. */
  private static double size(SequentialTest test) {
    return switch (test) {
      case StepTest step -> step.size(POINTS);
      case BarnardLooksTest barnard -> barnard.size(POINTS);
      case OptimalTest optimal -> optimal.size(POINTS);
      default -> test.size();
    };
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
