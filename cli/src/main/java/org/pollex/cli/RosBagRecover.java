package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.datasets.bag.Compression;
import org.pollex.datasets.bag.McapRecovery;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex ros bag recover}: a whole MCAP file of a torn one. */
@Command(
    name = "recover",
    description = "Writes all whole chunks of a torn or damaged MCAP file to a new, indexed one.")
final class RosBagRecover extends Verb<McapRecovery> {
  @Parameters(index = "0", paramLabel = "IN", description = "The damaged MCAP file.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out;

  @Option(
      names = "--compression",
      paramLabel = "KIND",
      description = "none, zstd or lz4 (default: zstd).")
  private Compression compression = Compression.ZSTD;

  @Option(names = "--force", description = "Replace OUT if it exists.")
  private boolean force;

  @Override
  protected McapRecovery answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(
          out + " exists already", "Choose another name, or replace it with --force.");
    }
    return McapRecovery.recover(in, out, compression);
  }

  @Override
  protected void print(McapRecovery answer, PrintWriter output) {
    output.printf(
        "%d messages of %d whole chunks written to %s%n",
        answer.messages(), answer.chunks(), answer.out());
    output.println(answer.damage() == null ? "the file was whole" : "damage: " + answer.damage());
  }
}
