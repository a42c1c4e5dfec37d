package org.pollex.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.window.WindowBatch;
import org.pollex.datasets.window.WindowRule;
import org.pollex.datasets.window.WindowStore;
import org.pollex.errors.PollexException;

/**
 * Arbitrary bytes as one file of a LeRobot data set that is whole otherwise: by their beginning,
 * {@code meta/info.json}, a Parquet file of episodes or of rows, or a video.
 */
public final class LeRobotFuzz {
  private static final String INFO = "meta/info.json";
  private static final String EPISODES = "meta/episodes/chunk-000/file-000.parquet";
  private static final String ROWS = "data/chunk-000/file-000.parquet";
  private static final String VIDEO = "videos/observation.images.front/chunk-000/file-000.mp4";
  private static final Path WHOLE =
      Path.of(
          System.getProperty("pollex.root", "."),
          "datasets/src/test/resources/org/pollex/datasets/exchange/lerobot_video");

  private static Path copy;

  private LeRobotFuzz() {}

  /** Called by the fuzzer. */
  public static synchronized void fuzzerTestOneInput(byte[] data) {
    try {
      if (copy == null) {
        copy = copied();
      }
      String name = meant(data);
      Path file = copy.resolve(name);
      Files.write(file, data);
      try {
        read(copy);
      } catch (PollexException refused) {
        // What is no such file shall be refused.
      } finally {
        Files.write(file, Files.readAllBytes(WHOLE.resolve(name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String meant(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PAR1")) {
      return text.contains("dataset_from_index") ? EPISODES : ROWS;
    }
    return text.startsWith("ftyp", 4) ? VIDEO : INFO;
  }

  private static Path copied() throws IOException {
    Path to = Files.createTempDirectory("fuzz-lerobot-");
    try (Stream<Path> files = Files.walk(WHOLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(WHOLE.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  private static void read(Path folder) {
    try (EpisodeSource source = Conversion.open(folder)) {
      source.forEach(episode -> episode.steps());
    }
    WindowStore.Reading reading =
        new WindowStore.Reading(List.of("obs/front"), List.of("actions"), "", 0);
    try (WindowStore store =
            WindowStore.open(List.of(folder), new WindowRule.Robomimic(2, 4), reading);
        WindowBatch batch = store.newBatch(1)) {
      for (long window = 0; window < store.windows(); window += 3) {
        store.copy(window, batch, 0);
      }
    }
  }
}
