package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pollex.retrieval.index.IndexBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex index build}: makes an index from files of demonstrations. */
@Command(name = "build", description = "Make an index from files of demonstrations.")
final class IndexBuildCommand extends Verb<IndexBuildCommand.Answer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files with demonstrations.")
  private List<Path> files;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "INDEX",
      description = "Folder of the index, new or empty.")
  private Path out;

  /** What was built. */
  record Answer(String index, int demonstrations, int unsuccessful, int unseen) {}

  @Override
  protected Answer answer() {
    IndexBuilder.Report report = IndexBuilder.build(files, out);
    return new Answer(
        out.toString(), report.demonstrations(), report.unsuccessful(), report.unseen());
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf("%d demonstrations in %s%n", answer.demonstrations(), answer.index());
    if (answer.unsuccessful() > 0) {
      output.printf("%d left out: they did not succeed%n", answer.unsuccessful());
    }
    if (answer.unseen() > 0) {
      output.printf("%d left out: too little of the object is visible%n", answer.unseen());
    }
  }
}
