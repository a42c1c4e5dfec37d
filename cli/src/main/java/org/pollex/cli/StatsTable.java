package org.pollex.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.cli.StatsFigures.Barnard;
import org.pollex.cli.StatsFigures.Boschloo;
import org.pollex.cli.StatsFigures.Fisher;
import org.pollex.cli.StatsFigures.Posterior;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.rate.BetaPosterior;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.BoschlooTest;
import org.pollex.eval.statistics.twosample.FisherTest;
import org.pollex.eval.statistics.twosample.RateDifference;
import org.pollex.eval.statistics.twosample.TwoByTwo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pollex stats table}: exact tests of one 2x2 table. */
@Command(
    name = "table",
    description = {
      "Exact tests of one 2x2 table of successes and failures.",
      "Example: pollex stats table 41 9 22 28"
    })
final class StatsTable extends Verb<StatsTable.Answer> {
  private static final int MOST_TRIALS = 20_000;

  @Parameters(index = "0", paramLabel = "S_A", description = "Successes of policy A.")
  private int successesA;

  @Parameters(index = "1", paramLabel = "F_A", description = "Failures of policy A.")
  private int failuresA;

  @Parameters(index = "2", paramLabel = "S_B", description = "Successes of policy B.")
  private int successesB;

  @Parameters(index = "3", paramLabel = "F_B", description = "Failures of policy B.")
  private int failuresB;

  @Mixin private StatsLevels levels;

  /** One policy: k of n, intervals and posterior. */
  record Arm(int k, int n, double rate, Map<String, List<Double>> intervals, Posterior posterior) {

    static Arm of(SuccessCount count, double level) {
      return new Arm(
          count.successes(),
          count.trials(),
          count.rate(),
          StatsFigures.intervals(count, level),
          Posterior.of(BetaPosterior.uniformPrior(count), level));
    }
  }

  /** The JSON object of this verb. */
  record Answer(
      Arm a,
      Arm b,
      double level,
      Fisher fisher,
      Barnard barnard,
      Boschloo boschloo,
      @JsonProperty("prob_b_greater") double probBGreater,
      @JsonProperty("prob_a_greater") double probAGreater,
      double rateDifference,
      Map<String, List<Double>> differenceIntervals) {}

  @Override
  protected Answer answer() {
    TwoByTwo table = table();
    double level = levels.level();
    Map<String, List<Double>> differences = new LinkedHashMap<>();
    for (RateDifference method : RateDifference.values()) {
      differences.put(
          method.name().toLowerCase(Locale.ROOT), StatsFigures.ends(method.of(table, level)));
    }
    BetaPosterior a = BetaPosterior.uniformPrior(table.a());
    BetaPosterior b = BetaPosterior.uniformPrior(table.b());
    return new Answer(
        Arm.of(table.a(), level),
        Arm.of(table.b(), level),
        level,
        Fisher.of(FisherTest.of(table)),
        Barnard.of(BarnardTest.of(table)),
        Boschloo.of(BoschlooTest.of(table)),
        b.probabilityGreaterThan(a),
        a.probabilityGreaterThan(b),
        table.rateDifference(),
        differences);
  }

  private TwoByTwo table() {
    List<Integer> cells = List.of(successesA, failuresA, successesB, failuresB);
    boolean negative = cells.stream().anyMatch(cell -> cell < 0);
    long trialsA = (long) successesA + failuresA;
    long trialsB = (long) successesB + failuresB;
    if (negative || Math.min(trialsA, trialsB) < 1 || Math.max(trialsA, trialsB) > MOST_TRIALS) {
      throw new BadInputException(
          "the table %s".formatted(cells),
          "Allowed: S_A F_A S_B F_B, none negative, 1 to %,d trials of each policy."
              .formatted(MOST_TRIALS));
    }
    return TwoByTwo.of(successesA, failuresA, successesB, failuresB);
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    String interval = StatsFigures.intervalTitle(answer.level());
    TextTable arms = new TextTable("policy", "k/n", "rate", interval, "posterior mean");
    for (var arm : List.of(Map.entry("A", answer.a()), Map.entry("B", answer.b()))) {
      Arm figures = arm.getValue();
      arms.row(
          arm.getKey(),
          figures.k() + "/" + figures.n(),
          StatsFigures.percent(figures.rate()),
          StatsFigures.percents(figures.intervals().get("clopper_pearson")),
          StatsFigures.percent(figures.posterior().mean()));
    }
    arms.print(out);
    out.println();
    TextTable tests = new TextTable("test", "two-sided p", "A below B", "A above B");
    Barnard barnard = answer.barnard();
    row(tests, "Barnard", barnard.twoSided(), barnard.less(), barnard.greater());
    Boschloo boschloo = answer.boschloo();
    row(tests, "Boschloo", boschloo.twoSided(), boschloo.less(), boschloo.greater());
    Fisher fisher = answer.fisher();
    row(tests, "Fisher", fisher.twoSided(), fisher.less(), fisher.greater());
    tests.print(out);
    out.println();
    out.printf(
        Locale.ROOT,
        "Posterior probability that B has the higher rate: %.4f%n",
        answer.probBGreater());
    out.printf(
        "Rate A minus rate B: %s (Newcombe %s)%n",
        StatsFigures.percent(answer.rateDifference()),
        StatsFigures.percents(answer.differenceIntervals().get("newcombe")));
  }

  private static void row(TextTable table, String name, double two, double less, double greater) {
    table.row(name, StatsFigures.p(two), StatsFigures.p(less), StatsFigures.p(greater));
  }
}
