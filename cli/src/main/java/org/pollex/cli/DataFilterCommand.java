package org.pollex.cli;

import java.nio.file.Path;
import java.util.Set;
import org.pollex.datasets.curation.Curation;
import org.pollex.datasets.curation.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data filter}: the episodes of a selection into a new file. */
@Command(
    name = "filter",
    description = {
      "Keep the episodes that meet every given condition, in a new HDF5 file.",
      "Example: pollex data filter demos.hdf5 --task reach-v3 --success --out reach.hdf5"
    })
final class DataFilterCommand extends CurationVerb {
  @Parameters(
      paramLabel = "FILE",
      description = "A journal, an HDF5 file, or a zarr, LeRobot or MT3 folder.")
  private Path file;

  @Option(
      names = "--task",
      split = ",",
      paramLabel = "TASKS",
      description = "Tasks to keep, with commas.")
  private Set<String> tasks = Set.of();

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "KEYS",
      description = "Keep episodes under one of these filter keys.")
  private Set<String> keys = Set.of();

  @Option(names = "--success", description = "Keep successful episodes alone.")
  private boolean success;

  @Option(
      names = "--min-steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Shortest episode to keep.")
  private int minSteps;

  @Option(
      names = "--max-steps",
      defaultValue = "2147483647",
      paramLabel = "N",
      description = "Longest episode to keep.")
  private int maxSteps;

  @Override
  protected Curation curate(Path target) {
    return Curation.filter(file, new Selection(tasks, keys, success, minSteps, maxSteps), target);
  }
}
