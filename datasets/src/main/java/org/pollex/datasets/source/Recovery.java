package org.pollex.datasets.source;

import java.nio.file.Path;
import java.util.List;
import org.pollex.datasets.episode.EpisodeJournal;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.journal.Finding;

/**
 * What was saved from a journal, whatever happened to it: a kill, a full disk, damage.
 *
 * @param journal the journal; it is not changed
 * @param file the HDF5 file with the recovered episodes
 * @param episodes finished episodes, all of them whole
 * @param unfinished episodes without an end, kept in the group {@code unfinished}
 * @param losses episodes that damage took, one sentence each
 * @param findings what is wrong with the journal and where, one sentence each
 */
public record Recovery(
    String journal,
    String file,
    int episodes,
    int unfinished,
    List<String> losses,
    List<String> findings) {

  /**
   * Saves all finished episodes, and beside them the unfinished ones.
   *
   * @param target HDF5 file to write; replaced if it exists
   * @throws org.pollex.errors.BadInputException if the journal is missing or holds no recording
   */
  public static Recovery of(Path journal, Path target) {
    int[] saved = new int[1];
    try (EpisodeJournal recorded = EpisodeJournal.salvage(journal)) {
      DemonstrationWriter.write(
          target,
          recorded.environment(),
          writer -> {
            recorded.forEach(
                episode -> {
                  writer.add(episode);
                  saved[0]++;
                });
            recorded.unfinished().forEach(writer::addUnfinished);
          });
      return new Recovery(
          journal.toString(),
          target.toString(),
          saved[0],
          recorded.unfinished().size(),
          recorded.losses(),
          recorded.findings().stream().map(Finding::toString).toList());
    }
  }
}
