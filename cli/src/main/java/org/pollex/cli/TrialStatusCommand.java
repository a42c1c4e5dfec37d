package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex trial status}: how far a trial is; no totals per policy before unsealing. */
@Command(
    name = "status",
    description = "How far a trial is. Shows codes and counts, never a policy.")
final class TrialStatusCommand extends Verb<TrialStatusCommand.Answer> {
  @Parameters(paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  /** How far it is. */
  record Answer(
      String folder,
      String sealedAt,
      String root,
      int trials,
      int finished,
      boolean complete,
      boolean unsealed,
      String nextCode,
      String nextTask,
      String outcomeHead) {}

  @Override
  protected Answer answer() {
    TrialFolder folder = TrialFolder.open(path);
    SealedHeader header = folder.header();
    List<OutcomeRecord> outcomes = TrialJournals.outcomes(folder);
    int finished = outcomes.size();
    boolean complete = TrialJournals.complete(folder, header);
    int last = outcomes.isEmpty() ? -1 : outcomes.getLast().index();
    var next = complete ? null : folder.trials().get(last + 1);
    return new Answer(
        path.toString(),
        header.sealedAt(),
        header.root(),
        header.trials(),
        finished,
        complete,
        folder.has(TrialFolder.OPENED),
        next == null ? null : next.code(),
        next == null ? null : next.task(),
        head(folder));
  }

  /** Returns the head of the outcome chain, or null before the first outcome. */
  static String head(TrialFolder folder) {
    return folder.has(TrialFolder.OUTCOMES)
        ? JournalVerification.of(folder.file(TrialFolder.OUTCOMES)).head().hex()
        : null;
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf(
        "%d of %d trials finished%s, sealed %s, %s%n",
        answer.finished(),
        answer.trials(),
        answer.complete() && answer.finished() < answer.trials() ? " (stopped)" : "",
        answer.sealedAt(),
        answer.unsealed() ? "unsealed" : "not unsealed");
    if (answer.nextCode() != null) {
      output.printf("Next: %s  %s%n", answer.nextCode(), answer.nextTask());
    }
  }
}
