package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.result.AnalysisSummary;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.result.SealedAnalysis;
import org.pollex.eval.trial.seal.KeyShares;
import org.pollex.eval.trial.seal.Phrase;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial unseal}: opens a finished trial and makes the sealed analysis. */
@Command(
    name = "unseal",
    description = "Open a finished trial: who was who, the sealed analysis, a closing manifest.")
final class TrialUnsealCommand extends Verb<TrialUnsealCommand.Answer> {
  @Parameters(paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  @Mixin private TrialKeyOptions keys;

  @Option(
      names = "--share",
      paramLabel = "FILE",
      description = "A share of a split unseal key; once for each of the people.")
  private List<Path> shares = List.of();

  /** What the trial found. */
  record Answer(
      String folder, String root, String closing, double alpha, AnalysisSummary analysis) {}

  @Override
  protected Answer answer() {
    TrialFolder folder = TrialFolder.open(path);
    ResultsFile results =
        shares.isEmpty()
            ? Unsealer.unseal(folder, keys.ring())
            : Unsealer.unseal(folder, () -> joined(folder.header().planDigest()));
    return new Answer(
        path.toString(),
        results.result().seal().root(),
        Phrase.of(Published.closing(folder)),
        results.result().plan().analysis().alpha(),
        results.analysis());
  }

  private byte[] joined(String planDigest) {
    List<String> texts = new ArrayList<>();
    for (Path share : shares) {
      try {
        texts.add(Files.readString(share));
      } catch (IOException e) {
        throw StorageFailure.reading(share, e);
      }
    }
    return KeyShares.key(planDigest, texts);
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    AnalysisSummary analysis = answer.analysis();
    boolean taskByTask = analysis.warnings().contains(SealedAnalysis.NO_POOLED_TEST);
    List<AnalysisSummary.Family> families =
        taskByTask
            ? analysis.families().subList(0, analysis.families().size() - 1)
            : List.of(analysis.families().getLast());
    TextTable table = new TextTable("family", "policy", "success", "rate", "interval", "letters");
    for (AnalysisSummary.Family family : families) {
      for (AnalysisSummary.Rate rate : family.policies()) {
        table.row(
            family.name(),
            rate.policy(),
            rate.successes() + "/" + rate.trials(),
            "%.1f %%".formatted(100.0 * rate.successes() / rate.trials()),
            "%.1f to %.1f %%".formatted(100 * rate.low(), 100 * rate.high()),
            rate.letters());
      }
    }
    table.print(output);
    output.printf(
        "Policies of a family that share a letter are not separated at family-wise error rate %s.%n",
        answer.alpha());
    output.println("Closing phrase, to be published with the result: " + answer.closing());
    output.println("Next: pollex trial report " + answer.folder());
  }
}
