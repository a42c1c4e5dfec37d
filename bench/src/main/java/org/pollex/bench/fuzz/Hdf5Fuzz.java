package org.pollex.bench.fuzz;

import java.nio.file.Path;
import org.pollex.datasets.hdf5.DemonstrationFile;

/** Arbitrary bytes as a HDF5 file. */
public final class Hdf5Fuzz {
  private Hdf5Fuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Parsed.asFile(data, ".hdf5", Hdf5Fuzz::read);
  }

  private static void read(Path file) {
    try (DemonstrationFile open = DemonstrationFile.open(file)) {
      open.masks();
      open.environment();
      open.demonstrations().forEach(demonstration -> demonstration.read());
    }
  }
}
