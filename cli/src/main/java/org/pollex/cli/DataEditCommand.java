package org.pollex.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.datasets.curation.Curation;
import org.pollex.datasets.curation.EpisodeEdit;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data edit}: corrected labels and cut-off steps in a new file. */
@Command(
    name = "edit",
    description = {
      "Relabel success, instruction and tags of episodes and trim them, in a new HDF5 file. Old",
      "values, who and when are kept in each episode's attribute provenance.",
      "Example: pollex data edit demos.hdf5 --episode 3,7-9 --success no --out edited.hdf5"
    })
final class DataEditCommand extends CurationVerb {
  @Parameters(
      paramLabel = "FILE",
      description = "A journal, an HDF5 file, or a zarr, LeRobot or MT3 folder.")
  private Path file;

  @Option(
      names = "--episode",
      split = ",",
      paramLabel = "N",
      description = "Positions of the episodes, from 0, or ranges such as 7-9; all if not given.")
  private Set<String> episodes = Set.of();

  @Option(names = "--success", paramLabel = "yes|no", description = "The success label.")
  private String success;

  @Option(names = "--instruction", paramLabel = "TEXT", description = "The instruction.")
  private String instruction;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description = "An attribute to set; an empty value takes it away. May be repeated.")
  private Map<String, String> tags = Map.of();

  @Option(
      names = "--trim",
      defaultValue = "0:0",
      paramLabel = "FROM:TO",
      description = "Steps to keep, as in Python: 5: cuts off the first 5, 0:-3 the last 3.")
  private String trim;

  @Option(names = "--who", paramLabel = "NAME", description = "Who edits (default: the user).")
  private String who = System.getProperty("user.name", "");

  @Override
  protected Curation curate(Path target) {
    String[] range = trim.split(":", 2);
    if (range.length != 2) {
      throw notAllowed("--trim " + trim, "FROM:TO, for example 5:-3");
    }
    EpisodeEdit edit =
        new EpisodeEdit(
            positions(),
            Optional.ofNullable(success).map(this::yes),
            Optional.ofNullable(instruction),
            tags,
            range[0].isEmpty() ? 0 : number(range[0]),
            range[1].isEmpty() ? 0 : number(range[1]),
            who,
            Instant.now());
    return Curation.change(file, edit, target);
  }

  private boolean yes(String answer) {
    return switch (answer) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw notAllowed("--success " + answer, "yes or no");
    };
  }

  private Set<Integer> positions() {
    Set<Integer> positions = new TreeSet<>();
    for (String part : episodes) {
      String[] ends = part.split("-", 2);
      int last = number(ends[ends.length - 1]);
      for (int i = number(ends[0]); i <= last; i++) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadInputException("'" + text + "' is no number", "Allowed: whole numbers.", e);
    }
  }

  private static BadInputException notAllowed(String given, String allowed) {
    return new BadInputException(given, "Allowed: " + allowed + ".");
  }
}
