package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.pollex.datasets.lint.Lint;
import org.pollex.datasets.lint.LintFinding;
import org.pollex.datasets.lint.LintReport;
import org.pollex.datasets.lint.Repairs;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data lint}: wrong conventions and broken recordings, by evidence. */
@Command(
    name = "lint",
    description = {
      "Find wrong units, quaternion orders, gripper signs, lags, stuck sensors, duplicates and",
      "other defects by evidence in the numbers. Exit code 4 when an error is found.",
      "Example: pollex data lint demos.hdf5"
    })
final class DataLintCommand extends Verb<LintReport> {
  private static final int CHECK_FAILED = 4;
  private static final int SHOWN_PER_KIND = 5;

  @Parameters(
      paramLabel = "FILE",
      description = "A journal, an HDF5 file, or a zarr, LeRobot or MT3 folder.")
  private Path file;

  @Option(names = "--all", description = "Print every finding, not the first 5 of each kind.")
  private boolean all;

  @Option(
      names = "--fix",
      description = "Write a new file in which everything that is safe to correct is corrected.")
  private boolean fix;

  @Option(names = "--out", paramLabel = "FILE", description = "HDF5 file that --fix writes.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  @Override
  protected LintReport answer() {
    if (fix && (out == null || Files.exists(out) && !force)) {
      throw new BadInputException(
          out == null ? "--fix without --out" : out + " exists already",
          "Allowed: --fix --out FILE with a new name, or --force to replace it.");
    }
    LintReport report = Lint.of(file);
    if (fix) {
      Repairs.write(file, report, Instant.now(), out);
    }
    return report;
  }

  @Override
  protected void print(LintReport answer, PrintWriter output) {
    answer
        .kinds()
        .forEach(
            (kind, count) -> {
              output.printf("%s: %d%n", kind, count);
              answer.findings().stream()
                  .filter(f -> f.kind().equals(kind))
                  .limit(all ? Long.MAX_VALUE : SHOWN_PER_KIND)
                  .forEach(f -> print(f, output));
            });
    answer.undecided().forEach(what -> output.println("cannot be decided: " + what));
    if (fix) {
      long fixed = answer.findings().stream().filter(LintFinding::fixable).count();
      output.printf("%d findings corrected in %s%n", fixed, out);
    }
    output.printf(
        "%d episodes: %d errors, %d warnings%n",
        answer.episodes(), answer.errors(), answer.warnings());
  }

  private static void print(LintFinding f, PrintWriter out) {
    out.printf(
        "  %s, episode %d, step %d, %s: %s (confidence %.2f). %s%n",
        f.severity(), f.episode(), f.step(), f.stream(), f.text(), f.confidence(), f.fix());
  }

  @Override
  protected int exitCode(LintReport answer) {
    return answer.errors() > 0 ? CHECK_FAILED : 0;
  }
}
