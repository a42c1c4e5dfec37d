package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.ShardMerge;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pollex trial merge}: joins what shards of a trial have finished. */
@Command(
    name = "merge",
    description = {
      "Join the shard files of a trial, its own and those of copies of its folder.",
      "Exit code 4 when trials are missing (prints the commands that run them), or when a shard",
      "ran on other physics than the sealed ones."
    })
final class TrialMergeCommand extends Verb<TrialMergeCommand.Answer> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The trial.")
  private Path path;

  @Parameters(
      index = "1..*",
      paramLabel = "COPY",
      description = "Copies of the folder that ran shards elsewhere, or shard files.")
  private List<Path> others = List.of();

  @Mixin private TrialKeyOptions keys;

  /** How far the trial is. */
  record Answer(
      String folder,
      int trials,
      int outcomes,
      int unused,
      boolean complete,
      List<Integer> missing,
      List<String> commands,
      String outcomeHead) {}

  @Override
  protected Answer answer() {
    TrialFolder folder = TrialFolder.open(path);
    SealedHeader header = folder.header();
    if (header.analysis().isSequential()) {
      keys.ring().requireRunKey(header.planDigest());
    }
    ShardMerge.Merged merged =
        ShardMerge.merge(folder, others, RefereeProcess.start(folder, keys.ring()));
    return new Answer(
        path.toString(),
        merged.trials(),
        merged.outcomes(),
        merged.unused(),
        merged.complete(),
        merged.missing(),
        merged.commands(),
        TrialStatusCommand.head(folder));
  }

  @Override
  protected int exitCode(Answer answer) {
    return answer.complete() ? 0 : 4;
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf(
        "%d of %d trials in the outcome chain, %d unused%n",
        answer.outcomes(), answer.trials(), answer.unused());
    if (answer.complete()) {
      output.println("Outcome chain " + answer.outcomeHead());
      output.println("Next: pollex trial unseal " + answer.folder());
    } else {
      output.println(answer.missing().size() + " trials are missing. Run:");
      answer.commands().forEach(command -> output.println("  " + command));
      output.println("then merge again.");
    }
  }
}
