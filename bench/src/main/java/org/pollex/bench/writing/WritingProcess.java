package org.pollex.bench.writing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.episode.OpenEpisode;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.hardware.tensor.Tensor;

/** Pollex's side, in a process of its own, whose heap is bounded. */
final class WritingProcess {
  private WritingProcess() {}

  /** Arguments: hdf5, journal or both; the file of frames; the file to write; episodes. */
  public static void main(String[] arguments) throws IOException {
    Path frames = Path.of(arguments[1]);
    Path out = Path.of(arguments[2]);
    int episodes = Integer.parseInt(arguments[3]);
    // The first pass compiles.
    for (int pass = 0; pass < 2; pass++) {
      Files.deleteIfExists(out);
      Files.deleteIfExists(journal(out));
      long begin = System.nanoTime();
      int dropped =
          switch (arguments[0]) {
            case "hdf5" -> hdf5(frames, out, episodes);
            case "journal" -> journal(frames, journal(out), episodes);
            default -> both(frames, out, episodes);
          };
      if (pass == 1) {
        System.out.printf(
            Locale.ROOT,
            "{\"frames\": %d, \"seconds\": %.6f, \"cpu_seconds\": %.6f, \"dropped\": %d}%n",
            episodes * Frames.STEPS,
            (System.nanoTime() - begin) / 1e9,
            cpu() / 2,
            dropped);
      }
    }
  }

  /** CPU time of both passes; their halves are told. */
  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static Path journal(Path out) {
    return out.resolveSibling(out.getFileName() + ".journal");
  }

  private static int hdf5(Path frames, Path out, int episodes) {
    DemonstrationWriter.write(
        out,
        Environment.UNKNOWN,
        writer -> {
          for (int e = 0; e < episodes; e++) {
            writer.add(read(frames, e));
          }
        });
    return 0;
  }

  private static int journal(Path frames, Path out, int episodes) {
    int dropped = 0;
    // All pictures are to be written: what waits may not exceed what an episode has.
    EpisodeRecorder.Settings settings = EpisodeRecorder.Settings.DEFAULT;
    try (EpisodeRecorder recorder = EpisodeRecorder.create(out, Environment.UNKNOWN, settings)) {
      for (int e = 0; e < episodes; e++) {
        Episode episode = read(frames, e);
        OpenEpisode open = recorder.begin(episode.metadata(), episode.specs());
        for (int t = 0; t < episode.steps(); t++) {
          Map<String, Tensor> row = new LinkedHashMap<>();
          for (Map.Entry<String, Tensor> stream : episode.streams().entrySet()) {
            row.put(stream.getKey(), stream.getValue().row(t));
          }
          open.step(row);
        }
        open.finish(episode.outcome().orElseThrow());
        dropped += open.dropped().values().stream().mapToInt(n -> n).sum();
      }
    }
    return dropped;
  }

  private static int both(Path frames, Path out, int episodes) {
    int dropped = journal(frames, journal(out), episodes);
    DemonstrationWriter.convert(journal(out), out);
    return dropped;
  }

  private static Episode read(Path frames, int episode) {
    try {
      return Frames.read(frames, episode);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
