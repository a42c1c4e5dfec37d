package org.pollex.bench.fuzz;

import java.nio.file.Path;
import org.pollex.datasets.episode.EpisodeJournal;

/** Arbitrary bytes as a journal, damaged ones included. */
public final class JournalFuzz {
  private JournalFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Parsed.asFile(data, ".journal", JournalFuzz::read);
  }

  private static void read(Path file) {
    try (EpisodeJournal journal = EpisodeJournal.salvage(file)) {
      journal.forEach(episode -> episode.steps());
    }
  }
}
