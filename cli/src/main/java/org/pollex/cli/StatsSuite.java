package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.eval.statistics.Outcome;
import org.pollex.eval.statistics.csv.OutcomeCsv;
import org.pollex.eval.suite.MultiTaskScorer;
import org.pollex.eval.suite.SuiteEpisode;
import org.pollex.eval.suite.SuiteScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex stats suite}: Meta-World's multi-task score of a table of outcomes. */
@Command(
    name = "suite",
    description = {
      "Scores outcomes by Meta-World's multi-task protocol: mean over tasks of the success rate.",
      "The file is as for stats compare, in the order in which episodes finished; score is the",
      "return, condition the goal. One score for each policy; with --json one object a line."
    })
final class StatsSuite extends Verb<List<StatsSuite.Answer>> {
  @Parameters(paramLabel = "FILE", description = "Outcomes.")
  private Path file;

  @Option(
      names = "--scorer",
      required = true,
      description = {
        "UPSTREAM: the first finished episodes of each task, as the package's helper counts;",
        "STRICT: equally many episodes of every goal, all counted. ${COMPLETION-CANDIDATES}."
      })
  private MultiTaskScorer scorer;

  @Option(
      names = "--episodes",
      defaultValue = "" + MultiTaskScorer.OFFICIAL_EPISODES,
      description = "Episodes that count in each task (default: ${DEFAULT-VALUE}).")
  private int episodes;

  /** The score of one policy. */
  record Answer(
      String policy,
      String scorer,
      int episodesPerTask,
      int unused,
      double meanSuccessRate,
      Double meanReturn,
      Map<String, Double> successRates) {}

  @Override
  protected List<Answer> answer() {
    var table = OutcomeCsv.read(file);
    return table.policies().stream()
        .map(policy -> answer(policy, scorer.score(episodes(table.of(policy)), episodes)))
        .toList();
  }

  private static List<SuiteEpisode> episodes(List<Outcome> rows) {
    return rows.stream()
        .map(
            row ->
                new SuiteEpisode(
                    row.task(),
                    row.condition().orElse(""),
                    row.success(),
                    row.score().orElse(Double.NaN)))
        .toList();
  }

  private static Answer answer(String policy, SuiteScore score) {
    return new Answer(
        policy,
        score.scorer(),
        score.episodesPerTask(),
        score.unused(),
        score.meanSuccessRate(),
        StatsFigures.finite(score.meanReturn()),
        score.successRates());
  }

  @Override
  protected void print(List<Answer> answers, PrintWriter out) {
    TextTable table = new TextTable("policy", "mean success", "tasks", "episodes each", "unused");
    for (Answer answer : answers) {
      table.row(
          answer.policy(),
          StatsFigures.percent(answer.meanSuccessRate()),
          Integer.toString(answer.successRates().size()),
          Integer.toString(answer.episodesPerTask()),
          Integer.toString(answer.unused()));
    }
    table.print(out);
    out.println("Scorer: " + scorer.name().toLowerCase(Locale.ROOT));
  }
}
