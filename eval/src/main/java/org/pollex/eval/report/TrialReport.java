package org.pollex.eval.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.section.Page;
import org.pollex.eval.report.summary.Answer;
import org.pollex.eval.report.summary.Numbers;
import org.pollex.eval.report.summary.RolloutFrames;
import org.pollex.eval.report.summary.Study;
import org.pollex.eval.report.summary.Summary;
import org.pollex.eval.trial.result.OpenedTrial;
import org.pollex.eval.trial.result.TrialResult;

/** Writes the report of a trial and the files beside it. */
public final class TrialReport {
  /** Name of the page. */
  public static final String PAGE = "report.html";

  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private TrialReport() {}

  /**
   * What was written.
   *
   * @param answer the headline, in words
   * @param page the HTML file
   * @param files all files, the page first
   */
  public record Written(String answer, Path page, List<Path> files) {}

  /**
   * Writes page, figures, numbers and outcomes into a folder, each file whole or not at all.
   *
   * @param folder made if it is not there; files of an earlier report in it are replaced. Pictures
   *     of rollouts are taken from the folder {@code frames} beside it, see {@link RolloutFrames}
   * @throws RunFailedException if the folder cannot be written
   */
  public static Written write(OpenedTrial trial, Path folder) {
    Study study = Study.of(trial.result(), trial.analysis().comparison());
    return write(study.with(RolloutFrames.in(folder.resolveSibling("frames"))), folder);
  }

  /** The same with pictures from elsewhere, or with none. */
  public static Written write(Study study, Path folder) {
    TrialResult result = study.result();
    Summary summary = Summary.of(study);
    Numbers numbers = new Numbers(summary);
    Page page = Page.of(study, summary, numbers);
    List<Path> files = new ArrayList<>();
    try {
      files.add(put(folder.resolve(PAGE), page.html()));
      files.add(
          put(folder.resolve("report.json"), PRETTY.writeValueAsString(numbers.json()) + "\n"));
      files.add(put(folder.resolve("outcomes.csv"), OutcomeCsv.of(result.outcomes())));
      files.add(put(folder.resolve("outcomes.jsonl"), OutcomeLines.of(result.outcomes())));
      for (Figure figure : page.figures()) {
        files.add(put(folder.resolve("figures").resolve(figure.id() + ".svg"), figure.file()));
      }
    } catch (IOException unwritable) {
      throw new RunFailedException(
          "the report could not be written to " + folder + ": " + unwritable.getMessage(),
          "Free disk space or choose another folder with --out; the trial itself is unharmed.",
          unwritable);
    }
    String answer = new Answer(summary, numbers).headline().plainText();
    return new Written(answer, folder.resolve(PAGE), files);
  }

  private static Path put(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Path whole = file.resolveSibling(file.getFileName() + ".part");
    // Half a surrogate pair, which no encoding has, becomes a question mark instead of an error.
    Files.write(whole, content.getBytes(StandardCharsets.UTF_8));
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }
}
