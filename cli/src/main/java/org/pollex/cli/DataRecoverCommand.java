package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.datasets.source.Recovery;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data recover}: saves all finished episodes of a journal. */
@Command(
    name = "recover",
    description = {
      "Save all finished episodes of a journal, however it ended, into an HDF5 file.",
      "Example: pollex data recover demos.journal --out demos.hdf5"
    })
final class DataRecoverCommand extends Verb<Recovery> {
  @Parameters(paramLabel = "JOURNAL", description = "The journal; it is not changed.")
  private Path journal;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "HDF5 file to write.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  @Override
  protected Recovery answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(
          out + " exists already", "Choose another name with --out, or replace it with --force.");
    }
    return Recovery.of(journal, out);
  }

  @Override
  protected void print(Recovery answer, PrintWriter output) {
    output.printf("%d finished episodes saved to %s%n", answer.episodes(), answer.file());
    if (answer.unfinished() > 0) {
      output.printf("%d unfinished in its group 'unfinished'%n", answer.unfinished());
    }
    answer.losses().forEach(loss -> output.println("lost: " + loss));
    answer.findings().forEach(finding -> output.println("found: " + finding));
  }
}
