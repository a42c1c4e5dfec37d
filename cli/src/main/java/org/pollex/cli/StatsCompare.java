package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.ComparisonSettings;
import org.pollex.eval.statistics.OutcomeTable;
import org.pollex.eval.statistics.csv.OutcomeCsv;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex stats compare}: every policy against every other, from a CSV of outcomes. */
@Command(
    name = "compare",
    description = {
      "Compares policies by their outcomes with a fixed number of rollouts.",
      "The file has columns policy,task,success[,score,time,censored,condition], one rollout a",
      "line. Where policies share initial conditions, a paired test is added."
    })
final class StatsCompare extends Verb<StatsComparison> {
  private static final int MOST_POLICIES = 100;

  @Parameters(paramLabel = "FILE", description = "Outcomes; success is 0 or 1.")
  private Path file;

  @Option(
      names = "--correction",
      defaultValue = "HOLM",
      description = "Over the pairs of a family: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private PValueAdjustment correction;

  @Option(
      names = "--balanced",
      description = {
        "Take equally many rollouts of a policy from each of its tasks: the first ones, as",
        "many as it has in the task where it has fewest."
      })
  private boolean balanced;

  @Mixin private StatsLevels levels;

  @Override
  protected StatsComparison answer() {
    ComparisonSettings settings =
        new ComparisonSettings(levels.alpha(), levels.level(), correction);
    OutcomeTable table = OutcomeCsv.read(file);
    if (table.policies().size() > MOST_POLICIES) {
      throw new BadInputException(
          "%d policies in %s".formatted(table.policies().size(), file),
          "Allowed: up to %d. Is the first column the policy?".formatted(MOST_POLICIES));
    }
    return StatsComparison.of(Comparison.of(balanced ? table.balanced() : table, settings));
  }

  @Override
  protected void print(StatsComparison answer, PrintWriter out) {
    for (StatsComparison.Family family : answer.tasks()) {
      print(family, answer, out);
    }
    if (answer.tasks().size() > 1) {
      print(answer.pooled(), answer, out);
    }
    out.printf(
        Locale.ROOT,
        "Policies that share a letter are not separated at family-wise error %s (Barnard's exact"
            + " test, %s over the pairs of a family).%n",
        answer.alpha(),
        answer.correction());
    answer.warnings().forEach(warning -> out.println("Note: " + warning));
  }

  private static void print(StatsComparison.Family family, StatsComparison all, PrintWriter out) {
    out.println(family.task());
    String interval = StatsFigures.intervalTitle(all.level());
    TextTable policies =
        new TextTable("  policy", "k/n", "rate", interval, "posterior mean", "letters");
    for (StatsComparison.Policy policy : family.policies()) {
      policies.row(
          "  " + policy.policy(),
          policy.k() + "/" + policy.n(),
          StatsFigures.percent(policy.rate()),
          StatsFigures.percents(policy.intervals().get("clopper_pearson")),
          StatsFigures.percent(policy.posterior().mean()),
          policy.letters());
    }
    policies.print(out);
    if (!family.pairs().isEmpty()) {
      out.println();
      pairs(family).print(out);
      if (!family.pairs().getFirst().secondary().isEmpty()) {
        out.println();
        secondary(family).print(out);
      }
    }
    out.println();
  }

  private static TextTable pairs(StatsComparison.Family family) {
    TextTable table = new TextTable("  pair", "difference", "p", "corrected p", "P(first better)");
    for (StatsComparison.Pair pair : family.pairs()) {
      table.row(
          "  " + pair.a() + " v " + pair.b() + (pair.separated() ? " *" : ""),
          StatsFigures.percents(pair.differenceInterval()),
          StatsFigures.p(pair.pRaw()),
          StatsFigures.p(pair.pCorrected()),
          String.format(Locale.ROOT, "%.4f", pair.probAGreater()));
    }
    return table;
  }

  /** The tests beside the headline, each corrected over the pairs by itself. */
  private static TextTable secondary(StatsComparison.Family family) {
    List<String> header = new ArrayList<>(List.of("  corrected p of other tests"));
    family.pairs().getFirst().secondary().keySet().stream()
        .map(name -> name.replace('_', '-'))
        .forEach(header::add);
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (StatsComparison.Pair pair : family.pairs()) {
      List<String> cells = new ArrayList<>(List.of("  " + pair.a() + " v " + pair.b()));
      pair.secondary().values().forEach(test -> cells.add(StatsFigures.p(test.pCorrected())));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }
}
