package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pollex.retrieval.index.DemonstrationIndex;
import org.pollex.retrieval.index.Retrieval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex index query}: which demonstrations an instruction finds. */
@Command(
    name = "query",
    description = "Find the demonstrations that fit an instruction, or say that none does.")
final class IndexQueryCommand extends Verb<IndexQueryCommand.Answer> {
  private static final int SHOWN = 5;

  @Parameters(index = "0", paramLabel = "INDEX", description = "Folder of the index.")
  private Path folder;

  @Parameters(
      index = "1",
      paramLabel = "INSTRUCTION",
      description = "What the robot is told, for example \"open the door\".")
  private String instruction;

  @Option(
      names = "--limit",
      defaultValue = "" + SHOWN,
      paramLabel = "N",
      description = "Candidates to show (default: ${DEFAULT-VALUE}).")
  private int limit;

  /**
   * What was found.
   *
   * @param suitable false when nothing is suitable; candidates are then the nearest ones
   * @param reason why nothing is suitable; empty otherwise
   */
  record Answer(String instruction, boolean suitable, String reason, List<Candidate> candidates) {}

  /** One demonstration with the fit of its instruction, 0 to 1. */
  record Candidate(String id, String task, String instruction, double language) {}

  @Override
  protected Answer answer() {
    try (DemonstrationIndex index = DemonstrationIndex.open(folder)) {
      return switch (index.query(instruction)) {
        case Retrieval.Found found -> new Answer(instruction, true, "", list(found.candidates()));
        case Retrieval.NothingSuitable none ->
            new Answer(instruction, false, none.reason(), list(none.nearest()));
      };
    }
  }

  private List<Candidate> list(List<Retrieval.Candidate> candidates) {
    return candidates.stream()
        .limit(limit)
        .map(
            candidate ->
                new Candidate(
                    candidate.demonstration().id(),
                    candidate.demonstration().task(),
                    candidate.demonstration().language().instruction(),
                    candidate.language()))
        .toList();
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    if (!answer.suitable()) {
      out.println("nothing suitable: " + answer.reason());
      out.println(answer.candidates().isEmpty() ? "" : "nearest:");
    }
    for (Candidate candidate : answer.candidates()) {
      out.printf(
          "%.2f  %-28s %-28s %s%n",
          candidate.language(), candidate.id(), candidate.task(), candidate.instruction());
    }
  }
}
