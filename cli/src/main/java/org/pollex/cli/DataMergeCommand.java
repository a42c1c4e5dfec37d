package org.pollex.cli;

import java.nio.file.Path;
import java.util.List;
import org.pollex.datasets.curation.Curation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex data merge}: several files of episodes into one. */
@Command(
    name = "merge",
    description = {
      "Put the episodes of several files of one world into one HDF5 file; filter keys are kept.",
      "Example: pollex data merge a.hdf5 b.hdf5 --out all.hdf5"
    })
final class DataMergeCommand extends CurationVerb {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Journals or HDF5 files.")
  private List<Path> files;

  @Override
  protected Curation curate(Path target) {
    return Curation.merge(files, target);
  }
}
