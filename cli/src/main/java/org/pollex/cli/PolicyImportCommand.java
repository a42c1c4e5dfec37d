package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.errors.BadInputException;
import org.pollex.policies.learned.PolicyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex policy import}: weights that another program trained. */
@Command(
    name = "import",
    description = {
      "Make a policy from a trained one and weights that another program trained.",
      "Names and shapes must be those of the policy's weights.safetensors."
    })
final class PolicyImportCommand extends Verb<PolicyFolder.Manifest> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The policy to take all else from.")
  private Path folder;

  @Parameters(index = "1", paramLabel = "WEIGHTS", description = "A safetensors file.")
  private Path weights;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "A new folder.")
  private Path out;

  @Override
  protected PolicyFolder.Manifest answer() {
    if (Files.exists(out)) {
      throw new BadInputException(out + " exists", "Give a new folder.");
    }
    PolicyFolder policy = PolicyFolder.read(folder).withWeights(weights);
    policy.write(out);
    return policy.manifest();
  }

  @Override
  protected void print(PolicyFolder.Manifest answer, PrintWriter output) {
    output.printf("policy with %,d numbers in %s%n", answer.parameters(), out);
  }
}
