package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.report.leaderboard.Leaderboard;
import org.pollex.eval.report.leaderboard.LeaderboardPage;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.result.TrialResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial leaderboard}: merges unsealed trials into one ranking. */
@Command(
    name = "leaderboard",
    description = {
      "Merge unsealed trials into one ranking. Policies are compared only where they met in the",
      "same trial and task, at the strictest of the sealed error rates."
    })
final class TrialLeaderboardCommand extends Verb<Leaderboard> {
  @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Unsealed trials.")
  private List<Path> folders;

  @Option(names = "--out", paramLabel = "FILE.html", description = "Write it as a page, too.")
  private Path out;

  @Override
  protected Leaderboard answer() {
    List<TrialResult> results =
        folders.stream().map(ResultsFile::read).map(ResultsFile::result).toList();
    double alpha =
        results.stream()
            .mapToDouble(result -> result.plan().analysis().alpha())
            .min()
            .orElseThrow();
    Leaderboard board = Leaderboard.of(results, alpha);
    if (out != null) {
      try {
        Files.writeString(out, LeaderboardPage.of(board));
      } catch (IOException e) {
        throw StorageFailure.writing(out, e);
      }
    }
    return board;
  }

  @Override
  protected void print(Leaderboard board, PrintWriter output) {
    TextTable table = new TextTable("policy", "advantage", "solved", "letters", "trials and tasks");
    for (Leaderboard.Row row : board.policies()) {
      table.row(
          row.policy(),
          String.format(Locale.ROOT, "%+.1f", 100 * row.advantage()),
          row.successes() + "/" + row.rollouts(),
          row.letters(),
          Integer.toString(row.strata()));
    }
    table.print(output);
    output.println("Advantage: percentage points over the mean policy of the same trial and task.");
    board.notes().forEach(note -> output.println("Note: " + note));
  }
}
