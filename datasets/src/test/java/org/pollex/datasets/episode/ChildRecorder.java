package org.pollex.datasets.episode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.PollexException;

/**
 * A process that records random episodes with pictures, made to be killed or to run into a full
 * disk. Prints the index of each episode once it is finished, and an error as a person would see
 * it.
 */
public final class ChildRecorder {
  private ChildRecorder() {}

  /** Arguments: journal, seed, index to stop before, HDF5 file to write at the end or "-". */
  public static void main(String[] arguments) {
    Path journal = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    try {
      record(journal, seed, Integer.parseInt(arguments[2]));
      if (!arguments[3].equals("-")) {
        DemonstrationWriter.convert(journal, Path.of(arguments[3]));
      }
    } catch (PollexException e) {
      System.out.println("exit " + e.exitCode() + ": " + e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static void record(Path journal, long seed, int end) {
    try (EpisodeRecorder recorder =
        Files.exists(journal)
            ? EpisodeRecorder.resume(journal)
            : EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT)) {
      for (int i = recorder.finished().size(); i < end; i++) {
        RandomEpisodes.record(recorder, RandomEpisodes.drawWithPictures(seed, i));
        System.out.println(i);
        System.out.flush();
      }
    }
  }
}
