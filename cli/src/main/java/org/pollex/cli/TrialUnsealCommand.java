package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.result.AnalysisSummary;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pollex trial unseal}: opens a finished trial and makes the sealed analysis. */
@Command(
    name = "unseal",
    description = "Open a finished trial: who was who, the sealed analysis, a closing manifest.")
final class TrialUnsealCommand extends Verb<TrialUnsealCommand.Answer> {
  @Parameters(paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  @Mixin private TrialKeyOptions keys;

  /** What the trial found. */
  record Answer(String folder, String root, double alpha, AnalysisSummary analysis) {}

  @Override
  protected Answer answer() {
    ResultsFile results = Unsealer.unseal(TrialFolder.open(path), keys.ring());
    return new Answer(
        path.toString(),
        results.result().seal().root(),
        results.result().plan().analysis().alpha(),
        results.analysis());
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    List<AnalysisSummary.Family> families = answer.analysis().families();
    TextTable table = new TextTable("pooled over tasks", "success", "rate", "interval", "letters");
    for (AnalysisSummary.Rate rate : families.getLast().policies()) {
      table.row(
          rate.policy(),
          rate.successes() + "/" + rate.trials(),
          "%.1f %%".formatted(100.0 * rate.successes() / rate.trials()),
          "%.1f to %.1f %%".formatted(100 * rate.low(), 100 * rate.high()),
          rate.letters());
    }
    table.print(output);
    output.printf(
        "Policies that share a letter are not separated at family-wise error rate %s.%n",
        answer.alpha());
    output.println("Next: pollex trial report " + answer.folder());
  }
}
