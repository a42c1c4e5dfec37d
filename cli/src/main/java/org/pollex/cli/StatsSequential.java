package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.csv.PairCsv;
import org.pollex.eval.statistics.sequential.OptimalTest;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.statistics.sequential.SequentialRun;
import org.pollex.eval.statistics.sequential.SequentialTest;
import org.pollex.eval.statistics.sequential.StepTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex stats sequential}: a test that may stop after every pair, on recorded pairs. */
@Command(
    name = "sequential",
    description = {
      "Runs a sequential test over paired outcomes.",
      "Each file has columns a,b of 0 or 1, one pair of rollouts a line, in their order.",
      "Several files give one answer each; with --json one object a line."
    })
final class StatsSequential extends Verb<List<StatsSequential.Answer>> {

  /** Completion candidates of {@code --test}. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SequentialMethod.ids().iterator();
    }
  }

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Pairs of outcomes.")
  private List<Path> files;

  @Option(
      names = "--test",
      required = true,
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}.")
  private String test;

  @Option(
      names = "--alpha",
      defaultValue = "0.05",
      description = "Error rate of each direction (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--n-max",
      paramLabel = "PAIRS",
      description = "Committed maximum of pairs; only savi needs none.")
  private Integer maximum;

  @Option(
      names = "--seed",
      defaultValue = "" + StepTest.PUBLISHED_SEED,
      description = "Seed of a randomised boundary (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private StatsOptimalOptions optimal;

  /** The JSON object of one file. */
  record Answer(
      String file,
      String test,
      String decision,
      Integer stop,
      int pairs,
      int pairsUsed,
      double alphaPerDirection,
      Integer nMax,
      double size,
      long seed,
      Optimality optimality,
      Map<String, Double> evidence) {}

  /**
   * What the optimal design reaches, in correct decisions less the price of pairs under its prior;
   * no test of the same size reaches more than {@code bound}.
   */
  record Optimality(double cost, double value, double bound) {
    static Optimality of(SequentialTest test) {
      return test instanceof OptimalTest optimal
          ? new Optimality(optimal.cost(), optimal.value(), optimal.bound())
          : null;
    }
  }

  @Override
  protected List<Answer> answer() {
    SequentialMethod method = SequentialMethod.of(test);
    if (method.isTruncated() && maximum == null) {
      throw new BadInputException(
          "the test %s without --n-max".formatted(test),
          "Give the maximum of pairs to which the study was committed, such as --n-max 50.");
    }
    StatsLevels.probability("--alpha", alpha);
    SequentialTest design = optimal.design(method, alpha, maximum == null ? 0 : maximum, seed);
    double size = design.size();
    List<Answer> answers = new ArrayList<>();
    for (Path file : files) {
      answers.add(run(design, size, file));
    }
    return answers;
  }

  private Answer run(SequentialTest design, double size, Path file) {
    SequentialRun run = new SequentialRun(design);
    for (PairCsv.Pair pair : PairCsv.read(file)) {
      run.observe(pair.a(), pair.b());
    }
    return new Answer(
        file.toString(),
        test,
        run.decision().name().toLowerCase(Locale.ROOT),
        run.stop().isPresent() ? run.stop().getAsInt() : null,
        run.pairs() + run.unused(),
        run.pairs(),
        alpha,
        design.maximumPairs().isPresent() ? design.maximumPairs().getAsInt() : null,
        size,
        seed,
        Optimality.of(design),
        run.evidence());
  }

  @Override
  protected void print(List<Answer> answers, PrintWriter out) {
    Answer first = answers.getFirst();
    out.printf(
        Locale.ROOT,
        "Test %s, error rate per direction %s (exact size %.6f), %s.%n",
        first.test(),
        first.alphaPerDirection(),
        first.size(),
        first.nMax() == null ? "no maximum of pairs" : "at most " + first.nMax() + " pairs");
    for (Answer answer : answers) {
      String verdict =
          switch (answer.decision()) {
            case "a_greater" -> "A is better, decided at pair " + answer.stop();
            case "b_greater" -> "B is better, decided at pair " + answer.stop();
            default -> "undecided after " + answer.pairsUsed() + " pairs";
          };
      int unused = answer.pairs() - answer.pairsUsed();
      out.printf(
          "%s: %s%s%n",
          answer.file(), verdict, unused == 0 ? "" : " (" + unused + " later pairs not used)");
    }
  }
}
