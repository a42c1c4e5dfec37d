package org.pollex.datasets.source;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeJournal;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;

/** Recorded episodes, one at a time in memory; one pass. */
public interface EpisodeSource extends Iterable<Episode>, AutoCloseable {

  /** Returns the world that the episodes come from, if the file tells it. */
  Optional<Environment> environment();

  @Override
  void close();

  /**
   * Opens a journal or an HDF5 file, whichever it is.
   *
   * @throws org.pollex.errors.BadInputException if it is missing, damaged or of another format
   */
  static EpisodeSource open(Path file) {
    return switch (Format.of(file)) {
      case JOURNAL -> of(EpisodeJournal.open(file));
      case HDF5 -> of(DemonstrationFile.open(file));
    };
  }

  private static EpisodeSource of(EpisodeJournal journal) {
    return new EpisodeSource() {
      @Override
      public Optional<Environment> environment() {
        return Optional.of(journal.environment());
      }

      @Override
      public Iterator<Episode> iterator() {
        return journal.iterator();
      }

      @Override
      public void close() {
        journal.close();
      }
    };
  }

  private static EpisodeSource of(DemonstrationFile file) {
    return new EpisodeSource() {
      @Override
      public Optional<Environment> environment() {
        return file.environment();
      }

      @Override
      public Iterator<Episode> iterator() {
        return file.demonstrations().stream().map(Demonstration::read).iterator();
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }
}
