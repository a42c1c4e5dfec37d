package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.errors.BadInputException;
import org.pollex.policies.learned.PolicyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex policy export}: a trained policy's network for other programs. */
@Command(
    name = "export",
    description = {
      "Write a trained policy's network as TorchScript, weights included.",
      "Python reads it with torch.jit.load(FILE, _extra_files={'policy.json': ''})."
    })
final class PolicyExportCommand extends Verb<PolicyExportCommand.Answer> {
  @Parameters(paramLabel = "FOLDER", description = "A folder that 'policy train' wrote.")
  private Path folder;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The archive to write, for example policy.pt.")
  private Path out;

  @Option(names = "--force", description = "Overwrite the file.")
  private boolean force;

  record Answer(String file, long bytes, long parameters) {}

  @Override
  protected Answer answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(out + " exists", "Give another file, or --force.");
    }
    PolicyFolder policy = PolicyFolder.read(folder);
    byte[] archive = policy.torchScript();
    AtomicFile.write(out, archive);
    return new Answer(out.toString(), archive.length, policy.manifest().parameters());
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf(
        "%s: TorchScript with %,d numbers, %,d bytes%n",
        answer.file(), answer.parameters(), answer.bytes());
  }
}
