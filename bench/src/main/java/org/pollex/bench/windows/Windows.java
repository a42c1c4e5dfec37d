package org.pollex.bench.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.window.WindowBatch;
import org.pollex.datasets.window.WindowOrder;
import org.pollex.datasets.window.WindowRule;
import org.pollex.datasets.window.WindowStore;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** Measures training windows a CPU second; see the package. */
public final class Windows {
  private static final int DEMOS = 200;
  private static final int STEPS = 200;
  private static final int BATCH = 64;
  private static final int OUR_BATCHES = 20_000;
  private static final int H5PY_WINDOWS = 5_000;
  private static final int NUMPY_WINDOWS = 100_000;
  private static final long MEMORY = 1L << 30;
  private static final Map<String, Integer> OBSERVATIONS =
      Map.of("joint_pos", 7, "eef_pos", 3, "eef_quat", 4, "gripper", 2, "object", 14);

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  private Windows() {}

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 5)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    new Windows().measure(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5);
  }

  private void measure(int rounds) throws IOException, InterruptedException {
    Path file = Files.createTempFile("pollex-windows-", ".hdf5");
    try {
      write(file);
      List<String> observations = OBSERVATIONS.keySet().stream().map(n -> "obs/" + n).toList();
      WindowStore.Reading reading =
          new WindowStore.Reading(observations, List.of("actions"), "", MEMORY);
      long begin = System.nanoTime();
      try (WindowStore store =
          WindowStore.open(List.of(file), new WindowRule.Robomimic(2, 16), reading)) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%d windows of %d episodes decoded in %.2f s, %.1f MB%n",
            store.windows(),
            store.episodes(),
            seconds,
            store.bytes() / 1e6);
        ours(store, 0);
        for (int round = 1; round <= rounds; round++) {
          System.err.println("round " + round + " of " + rounds);
          double pollex = note("Pollex, windows / CPU s", ours(store, round));
          double h5py = note("h5py, handles open", peer("handles", file, H5PY_WINDOWS));
          double numpy = note("NumPy, all in memory", peer("memory", file, NUMPY_WINDOWS));
          note("Pollex / h5py (target 10)", pollex / h5py);
          note("Pollex / NumPy in memory", pollex / numpy);
        }
      }
    } finally {
      Files.delete(file);
    }
    figures.forEach(Windows::print);
  }

  private double note(String what, double figure) {
    figures.computeIfAbsent(what, fresh -> new ArrayList<>()).add(figure);
    return figure;
  }

  private static void print(String what, List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-32s %,14.1f  (%,.1f to %,.1f)%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }

  private static double ours(WindowStore store, long epoch) {
    WindowOrder order = WindowOrder.shuffled(1, epoch, store.windows());
    var threads = ManagementFactory.getThreadMXBean();
    try (WindowBatch batch = store.newBatch(BATCH)) {
      long begin = threads.getCurrentThreadCpuTime();
      long position = 0;
      for (int i = 0; i < OUR_BATCHES; i++) {
        position = store.fill(batch, order, position);
      }
      return OUR_BATCHES * (double) BATCH / (threads.getCurrentThreadCpuTime() - begin) * 1e9;
    }
  }

  private static double peer(String mode, Path file, int windows)
      throws IOException, InterruptedException {
    Path python = Path.of(System.getProperty("pollex.home", ".pollex"), "venv", "bin", "python");
    Path script =
        Path.of(System.getProperty("pollex.root", "."), "bench", "peers", "h5py_windows.py");
    Process process =
        new ProcessBuilder(
                python.toString(), script.toString(), mode, file.toString(), "" + windows)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode answer = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new RunFailedException("the peer " + mode + " failed", "Its messages are above.");
    }
    return answer.path("windows").asDouble() / answer.path("cpu_seconds").asDouble();
  }

  /** A file as a lab's would be: smooth numbers, float64, two hundred steps an episode. */
  private static void write(Path file) {
    Random random = new Random(1);
    DemonstrationWriter.write(
        file,
        new Environment("bench", Environment.GYM, Map.of(), Map.of()),
        writer -> {
          for (int i = 0; i < DEMOS; i++) {
            writer.add(episode(i, random));
          }
        });
  }

  private static Episode episode(int index, Random random) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    List<StreamSpec> specs = new ArrayList<>();
    Function<Integer, Tensor> walk = width -> walk(width, random);
    OBSERVATIONS.forEach((name, width) -> streams.put("obs/" + name, walk.apply(width)));
    streams.put("actions", walk.apply(7));
    streams.forEach(
        (name, values) ->
            specs.add(
                new StreamSpec(
                    name,
                    DType.F64,
                    List.of(values.shape()[1]),
                    "",
                    "",
                    "",
                    StreamSpec.Privilege.NONE,
                    false)));
    EpisodeMetadata metadata =
        new EpisodeMetadata("", "", index, 1, List.of(), "random", 0, 20, "", Map.of());
    return new Episode(metadata, Optional.empty(), specs, streams, Map.of());
  }

  private static Tensor walk(int width, Random random) {
    double[] values = new double[STEPS * width];
    for (int i = width; i < values.length; i++) {
      values[i] = values[i - width] + 0.01 * random.nextGaussian();
    }
    return Tensor.ofDoubles(values, STEPS, width);
  }
}
