package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.datasets.curation.Curation;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Option;

/** A verb that makes a new file of episodes from others. */
abstract class CurationVerb extends Verb<Curation> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "HDF5 file to write.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  /** Writes the new file. */
  protected abstract Curation curate(Path target);

  @Override
  protected final Curation answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(
          out + " exists already", "Choose another name with --out, or replace it with --force.");
    }
    return curate(out);
  }

  @Override
  protected final void print(Curation answer, PrintWriter output) {
    output.printf("%d episodes, %d steps in %s%n", answer.episodes(), answer.steps(), answer.out());
    if (answer.leftOut() > 0) {
      output.printf("%d episodes left out%n", answer.leftOut());
    }
    answer.filterKeys().forEach((key, count) -> output.printf("filter key %s: %d%n", key, count));
    if (!answer.notCarried().isEmpty()) {
      output.println("not carried over: " + String.join(", ", answer.notCarried()));
    }
  }
}
