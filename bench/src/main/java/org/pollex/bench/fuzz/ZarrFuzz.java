package org.pollex.bench.fuzz;

import java.nio.file.Path;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.source.EpisodeSource;

/** Arbitrary bytes as a zarr store in a zip file. */
public final class ZarrFuzz {
  private ZarrFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Parsed.asFile(data, ".zip", ZarrFuzz::read);
  }

  private static void read(Path file) {
    try (EpisodeSource source = Conversion.open(file)) {
      source.forEach(episode -> episode.steps());
    }
  }
}
