package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.report.PdfPrinter;
import org.pollex.eval.report.TrialReport;
import org.pollex.eval.trial.FinishedFolder;
import org.pollex.eval.trial.result.FilmedRollouts;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial report}: draws the report of an unsealed trial into its folder. */
@Command(
    name = "report",
    description = {
      "Draw the report of an unsealed trial: one HTML page that needs no network, figures and",
      "tables. It becomes part of the trial folder and of its closing manifest."
    })
final class TrialReportCommand extends Verb<TrialReportCommand.Answer> {
  @Parameters(paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "Copy the page to this file, too.")
  private Path out;

  @Option(names = "--pdf", description = "Print the page to report.pdf, too; needs Chromium.")
  private boolean pdf;

  /** Where the report is, and its first sentence; {@code pdf} is null unless asked for. */
  record Answer(String answer, String page, String pdf) {}

  @Override
  protected Answer answer() {
    TrialFolder folder = TrialFolder.open(path);
    Optional<PdfPrinter> printer = pdf ? Optional.of(PdfPrinter.find()) : Optional.empty();
    Path print = folder.file(TrialFolder.REPORT).resolve("report.pdf");
    TrialReport.Written written =
        FinishedFolder.extend(
            folder,
            trial -> {
              if (trial.result().plan().world().equals("metaworld")) {
                RolloutPictures.write(FilmedRollouts.of(folder), folder.file("frames"));
              }
              var report = TrialReport.write(trial, folder.file(TrialFolder.REPORT));
              printer.ifPresent(with -> with.print(report.page(), print));
              return report;
            });
    Path page = written.page();
    if (out != null) {
      try {
        Files.copy(page, out, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw StorageFailure.writing(out, e);
      }
      page = out;
    }
    return new Answer(written.answer(), page.toString(), pdf ? print.toString() : null);
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.println(answer.answer());
    output.println("Report: " + answer.page());
    if (answer.pdf() != null) {
      output.println("PDF: " + answer.pdf());
    }
  }
}
