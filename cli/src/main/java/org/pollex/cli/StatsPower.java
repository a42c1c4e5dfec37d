package org.pollex.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.planning.ExactPower;
import org.pollex.eval.statistics.planning.SampleSize;
import org.pollex.eval.statistics.sequential.LaiTest;
import org.pollex.eval.statistics.sequential.OperatingCharacteristics;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.statistics.sequential.SequentialTest;
import org.pollex.eval.statistics.sequential.StepTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pollex stats power}: what a budget can show, before anything is run. */
@Command(
    name = "power",
    description = {
      "Power of a comparison of two success rates, or the rollouts that it needs.",
      "Give two of --p-b, --n and --power; the third is the answer.",
      "alpha is two-sided; sequential tests run at half of it in each direction."
    })
final class StatsPower extends Verb<StatsPower.Answer> {
  private static final int MOST_TRIALS = 2000;
  private static final int MOST_SYNTHESISED = 200;

  @Option(names = "--p-a", required = true, description = "True success rate of policy A.")
  private double rateA;

  @Option(names = "--p-b", description = "True success rate of policy B.")
  private Double rateB;

  @Option(
      names = "--alpha",
      defaultValue = "0.05",
      description = "Two-sided error rate (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(names = "--n", description = "Rollouts of each policy (pairs).")
  private Integer trials;

  @Mixin private StatsOptimalOptions optimal;

  @Option(names = "--power", description = "Wanted probability of finding the difference.")
  private Double power;

  /**
   * What one test does.
   *
   * @param n rollouts of each policy; for sequential tests the maximum
   * @param power probability of declaring the better policy better
   * @param expectedPairs mean number of pairs until a sequential test ends, else n
   */
  record Row(String test, double n, double power, double expectedPairs) {}

  /** The JSON object of this verb. */
  record Answer(
      double pA,
      double pB,
      double alpha,
      double alphaPerDirection,
      Integer n,
      Double power,
      List<Row> tests) {}

  @Override
  protected Answer answer() {
    long given =
        List.of(rateB != null, trials != null, power != null).stream().filter(x -> x).count();
    if (given != 2) {
      throw new BadInputException(
          "%d of --p-b, --n and --power".formatted(given),
          "Give exactly two of them, such as --p-a 0.5 --p-b 0.8 --n 50.");
    }
    StatsLevels.probability("--p-a", rateA);
    StatsLevels.probability("--alpha", alpha);
    if (trials != null && (trials < 1 || trials > MOST_TRIALS)) {
      throw new BadInputException(
          "--n " + trials, "Allowed: 1 to %d rollouts of each policy.".formatted(MOST_TRIALS));
    }
    if (power != null) {
      StatsLevels.probability("--power", power);
    }
    double other = rateB != null ? StatsLevels.probability("--p-b", rateB) : detectable();
    List<Row> rows = trials != null ? powers(rateA, other) : trials(rateA, other);
    return new Answer(rateA, other, alpha, alpha / 2, trials, power, rows);
  }

  private double detectable() {
    double rate = SampleSize.detectableRate(rateA, trials, power, alpha);
    if (Double.isNaN(rate)) {
      throw new BadInputException(
          "%d rollouts of each policy find no rate above %s with power %s"
              .formatted(trials, rateA, power),
          "Plan more rollouts or a lower power.");
    }
    return rate;
  }

  private List<Row> powers(double a, double b) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("z", trials, SampleSize.power(a, b, trials, alpha), trials));
    rows.add(new Row("barnard-once", trials, new ExactPower(trials, alpha).at(a, b), trials));
    for (SequentialMethod method : SequentialMethod.values()) {
      if (suits(method)) {
        SequentialTest test =
            method == SequentialMethod.OPTIMAL
                ? optimal.design(method, alpha / 2, trials, StepTest.PUBLISHED_SEED)
                : method.design(alpha / 2, trials, StepTest.PUBLISHED_SEED);
        test.exactly(a, b)
            .ifPresent(
                at -> rows.add(new Row(method.id(), trials, better(at), at.expectedPairs())));
      }
    }
    return rows;
  }

  /** Published costs exist for a few error rates only; large syntheses would take minutes. */
  private boolean suits(SequentialMethod method) {
    return switch (method) {
      case LAI -> true;
      case LAI_PUBLISHED, SAVI -> false;
      case STEP -> trials >= StepTest.FEWEST_PAIRS && trials <= MOST_SYNTHESISED;
      case BARNARD, OPTIMAL -> trials >= 2 && trials <= MOST_SYNTHESISED;
    };
  }

  private double better(OperatingCharacteristics at) {
    return rateB != null && rateB < rateA ? at.aGreater() : at.bGreater();
  }

  private List<Row> trials(double a, double b) {
    if (a == b) {
      throw new BadInputException(
          "--p-a %s and --p-b %s".formatted(a, b), "Give two different rates.");
    }
    double large = SampleSize.trials(a, b, power, alpha);
    if (large > MOST_TRIALS) {
      throw new BadInputException(
          "about %.0f rollouts of each policy are needed".formatted(large),
          "Beyond %d only the large-sample answer above is offered.".formatted(MOST_TRIALS));
    }
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("z", large, power, large));
    int exact = ExactPower.trials(a, b, power, alpha, 2 * MOST_TRIALS);
    rows.add(new Row("barnard-once", exact, new ExactPower(exact, alpha).at(a, b), exact));
    int pairs = Math.max(1, (int) (0.8 * large));
    OperatingCharacteristics at = lai(pairs, a, b);
    while (better(at) < power) {
      pairs++;
      at = lai(pairs, a, b);
    }
    rows.add(new Row("lai", pairs, better(at), at.expectedPairs()));
    return rows;
  }

  private OperatingCharacteristics lai(int pairs, double a, double b) {
    return LaiTest.exact(alpha / 2, pairs).at(a, b);
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Rates %s and %.4g, two-sided alpha %s.%n",
        answer.pA(),
        answer.pB(),
        answer.alpha());
    TextTable table = new TextTable("test", "rollouts each", "power", "expected pairs");
    for (Row row : answer.tests()) {
      table.row(
          row.test(),
          String.format(Locale.ROOT, row.n() == Math.rint(row.n()) ? "%.0f" : "%.2f", row.n()),
          String.format(Locale.ROOT, "%.4f", row.power()),
          String.format(Locale.ROOT, "%.1f", row.expectedPairs()));
    }
    table.print(out);
  }
}
