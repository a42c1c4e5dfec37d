package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.pollex.policies.learned.PolicyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex policy info}: what a trained policy is and what it was made from. */
@Command(name = "info", description = "Show what a trained policy is and was made from.")
final class PolicyInfoCommand extends Verb<PolicyFolder.Manifest> {
  @Parameters(paramLabel = "FOLDER", description = "A folder that 'policy train' wrote.")
  private Path folder;

  @Override
  protected PolicyFolder.Manifest answer() {
    return PolicyFolder.read(folder).manifest();
  }

  @Override
  protected void print(PolicyFolder.Manifest answer, PrintWriter out) {
    out.printf("network     %s, %,d numbers%n", answer.architecture(), answer.parameters());
    out.printf(
        "reads       %s, the last %d%n",
        answer.condition().streams(), answer.condition().history());
    out.printf("answers     %d of %d steps%n", answer.chunk().executed(), answer.chunk().horizon());
    out.printf("tasks       %s%n", answer.tasks());
    out.printf(
        "training    %,d steps of %d windows out of %,d, seed %d, loss %.5f%n",
        answer.plan().steps(),
        answer.plan().batch(),
        answer.windows(),
        answer.plan().seed(),
        answer.loss());
    answer.data().forEach((file, hash) -> out.printf("data        %s sha256 %s%n", file, hash));
  }
}
