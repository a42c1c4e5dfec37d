package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.pollex.eval.trial.Amender;
import org.pollex.eval.trial.run.Amendment;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial amend}: a dated note on a sealed trial. */
@Command(
    name = "amend",
    description = {
      "Note something about a sealed trial: dated, chained, shown in the report.",
      "It changes nothing that was sealed; after unsealing it is marked as exploratory."
    })
final class TrialAmendCommand extends Verb<Amendment> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  @Parameters(index = "1", paramLabel = "TEXT", description = "What is to be noted.")
  private String text;

  @Option(names = "--author", defaultValue = "", paramLabel = "NAME", description = "Who says so.")
  private String author;

  @Override
  protected Amendment answer() {
    return Amender.amend(TrialFolder.open(path), author, text, Clock.systemUTC());
  }

  @Override
  protected void print(Amendment amendment, PrintWriter output) {
    output.printf(
        "Noted at %s, after %d outcomes%s%n",
        amendment.at(),
        amendment.outcomes(),
        amendment.phase().equals("unsealed") ? ", as exploratory" : "");
  }
}
