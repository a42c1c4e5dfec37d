package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.Outcome;
import org.pollex.eval.statistics.csv.OutcomeCsv;
import org.pollex.eval.suite.LbmEvalResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex stats import}: results of lbm_eval as a table for {@code stats compare}. */
@Command(
    name = "import",
    description = {
      "Turns results of lbm_eval, also of vla_foundry's evaluations with it, into a table of",
      "outcomes. Each folder is one policy: NAME=FOLDER, or a folder whose name is the policy's."
    })
final class StatsImport extends Verb<StatsImport.Answer> {
  @Parameters(arity = "1..*", paramLabel = "[NAME=]FOLDER", description = "Result folders.")
  private List<String> folders;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.csv",
      description = "Table to write; it must not be there.")
  private Path out;

  /** What was read: outcomes by policy. */
  record Answer(String file, Map<String, Integer> outcomes, List<String> notes) {}

  @Override
  protected Answer answer() {
    if (Files.exists(out)) {
      throw new BadInputException(out + " exists already", "Name another file with --out.");
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String folder : folders) {
      int equals = folder.indexOf('=');
      Path path = Path.of(folder.substring(equals + 1));
      String policy =
          equals > 0 ? folder.substring(0, equals) : path.toAbsolutePath().getFileName().toString();
      LbmEvalResults results = LbmEvalResults.read(path, policy);
      if (counts.put(policy, results.outcomes().size()) != null) {
        throw new BadInputException(
            "two folders for the policy " + policy, "Name them apart: NAME=FOLDER.");
      }
      outcomes.addAll(results.outcomes());
      notes.addAll(results.notes());
    }
    try {
      Files.writeString(out, OutcomeCsv.text(outcomes));
    } catch (IOException e) {
      throw StorageFailure.writing(out, e);
    }
    return new Answer(out.toString(), counts, notes);
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    answer.outcomes().forEach((policy, count) -> output.println(policy + ": " + count));
    answer.notes().forEach(note -> output.println("Note: " + note));
    output.println("Written: " + answer.file() + "; compare with: stats compare " + answer.file());
  }
}
