package org.pollex.bench.metaworld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pollex.bench.Benchmarks;
import org.pollex.bench.ResidentMemory;
import org.pollex.errors.RunFailedException;
import org.pollex.metaworld.Benchmark;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;

/**
 * Time from nothing to 50 worlds with 2,500 goals, in a fresh process each: once with no compiled
 * scenes on the disk, then with them.
 */
public final class Mt50Ready {
  private static final String CHILD = "child";

  private Mt50Ready() {}

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 3)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 1 && arguments[0].equals(CHILD)) {
      measure();
      return;
    }
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    for (int round = 0; round < rounds; round++) {
      Path cache = Files.createTempDirectory("pollex-scenes-");
      System.out.print("no compiled scenes: ");
      child(cache);
      System.out.print("compiled before:    ");
      child(cache);
      try (Stream<Path> files = Files.walk(cache)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void child(Path cache) throws IOException, InterruptedException {
    System.out.flush();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("pollex.root", "pollex.home")) {
      command.add("-D" + name + "=" + System.getProperty(name));
    }
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Benchmarks.class.getName(),
            "mt50",
            CHILD));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("POLLEX_SIM_CACHE", cache.toString());
    if (builder.start().waitFor() != 0) {
      throw new RunFailedException("the measuring process failed", "Its messages are above.");
    }
  }

  private static void measure() throws IOException {
    long start = System.nanoTime();
    try (SceneModels models = new SceneModels()) {
      List<MetaworldEnv> worlds = new ArrayList<>();
      for (TaskSpec task : Tasks.all()) {
        worlds.add(new MetaworldEnv(task, models.of(task), RewardVersion.V2, false));
      }
      int goals = Benchmark.goals("MT50", "", "train", 42).size();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%d worlds and %,d goals in %.2f s, %.0f MB resident%n",
          worlds.size(),
          goals,
          seconds,
          ResidentMemory.megabytes());
      worlds.forEach(MetaworldEnv::close);
    }
  }
}
