package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.pollex.datasets.source.DatasetVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex data verify}: whether a file of episodes is as it was written. */
@Command(
    name = "verify",
    description = {
      "Check every record of a journal, or that every value of an HDF5 file can be read.",
      "Exit code 4 when something is wrong.",
      "Example: pollex data verify demos.hdf5"
    })
final class DataVerifyCommand extends Verb<DatasetVerification> {
  private static final int CHECK_FAILED = 4;

  @Parameters(paramLabel = "FILE", description = "A journal or an HDF5 file.")
  private Path file;

  @Override
  protected DatasetVerification answer() {
    return DatasetVerification.of(file);
  }

  @Override
  protected void print(DatasetVerification answer, PrintWriter out) {
    for (DatasetVerification.Check check : answer.checks()) {
      out.printf("%-4s %s: %s%n", check.ok() ? "ok" : "BAD", check.name(), check.detail());
    }
    out.println(answer.verdict());
  }

  @Override
  protected int exitCode(DatasetVerification answer) {
    return answer.intact() ? 0 : CHECK_FAILED;
  }
}
