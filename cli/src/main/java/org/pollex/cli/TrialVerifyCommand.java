package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.report.verify.VerifyPage;
import org.pollex.eval.trial.seal.Phrase;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Check;
import org.pollex.eval.trial.verify.Published;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial verify}: checks a trial folder; needs no key. */
@Command(
    name = "verify",
    description = {
      "Check a trial folder: every byte, the chain of outcomes, the commitments, every figure.",
      "Needs no key. Exit code 4 when anything is wrong; names the file and, in a journal, the record."
    })
final class TrialVerifyCommand extends Verb<TrialVerifyCommand.Answer> {
  @Parameters(paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  @Option(
      names = "--root",
      paramLabel = "HASH",
      description = "The root hash that was printed, and published, when the trial was sealed.")
  private String root;

  @Option(
      names = "--phrase",
      paramLabel = "\"WORDS\"",
      description = "The same as 24 words, as they were published.")
  private String phrase;

  @Option(
      names = "--closing",
      paramLabel = "\"WORDS\"",
      description = "The 24 words that were published when the trial was unsealed.")
  private String closing;

  @Option(
      names = "--page",
      paramLabel = "FILE.html",
      description = {
        "Also write one self-contained page in which a browser recomputes the hashes itself",
        "and shows the verdict; it holds the seal, the chain and the table of results."
      })
  private Path page;

  /** The verdict and what it rests on. */
  record Answer(String verdict, List<Check> checks) {
    boolean ok() {
      return checks.stream().allMatch(Check::ok);
    }
  }

  @Override
  protected Answer answer() {
    if (root != null && phrase != null) {
      throw new BadInputException("--root and --phrase", "Allowed: one of them.");
    }
    Published published =
        new Published(
            Optional.ofNullable(phrase).map(Phrase::hash).or(() -> Optional.ofNullable(root)),
            Optional.ofNullable(closing).map(Phrase::hash));
    Verification found = TrialVerifier.verify(path, published);
    if (page != null) {
      writePage();
    }
    return new Answer(found.verdict(), found.checks());
  }

  private void writePage() {
    try {
      Files.writeString(
          page,
          VerifyPage.of(
              TrialFolder.open(path),
              Optional.ofNullable(phrase).or(() -> Optional.ofNullable(root)).orElse("")));
    } catch (IOException e) {
      throw StorageFailure.writing(page, e);
    }
  }

  @Override
  protected int exitCode(Answer answer) {
    return answer.ok() ? 0 : 4;
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    for (Check check : answer.checks()) {
      output.printf(
          "%-6s %-16s %-18s %s%n",
          check.ok() ? "ok" : "WRONG", check.name(), check.file(), check.detail());
    }
    output.println(answer.verdict());
  }
}
