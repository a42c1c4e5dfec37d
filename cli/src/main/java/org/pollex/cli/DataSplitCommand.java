package org.pollex.cli;

import java.nio.file.Path;
import org.pollex.datasets.curation.Curation;
import org.pollex.datasets.curation.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex data split}: training and validation as filter keys of a new file. */
@Command(
    name = "split",
    description = {
      "Copy a file with the filter keys train and valid. An episode's side depends on what it is",
      "and on the seed, not on its position or file.",
      "Example: pollex data split demos.hdf5 --valid 0.1 --seed 0 --out divided.hdf5"
    })
final class DataSplitCommand extends CurationVerb {
  @Parameters(
      paramLabel = "FILE",
      description = "A journal, an HDF5 file, or a zarr, LeRobot or MT3 folder.")
  private Path file;

  @Option(
      names = "--valid",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of each task's episodes for validation (default: ${DEFAULT-VALUE}).")
  private double valid;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "S",
      description = "Draws another division (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  protected Curation curate(Path target) {
    return Curation.split(file, new Split(valid, seed), target);
  }
}
