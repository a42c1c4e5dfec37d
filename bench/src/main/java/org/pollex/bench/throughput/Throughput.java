package org.pollex.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.sim.metaworld.Metaworld;

/** Measures environment steps a second; see the package. */
public final class Throughput {
  private static final long SEED = 1;
  private static final int SINGLE_STEPS = 2000;

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
  private final int rounds;
  private final int steps;

  private Throughput(int rounds, int steps) {
    this.rounds = rounds;
    this.steps = steps;
  }

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 5) and vector steps of each contestant (default 1,000)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    new Throughput(rounds, steps).measure();
  }

  private void measure() throws IOException, InterruptedException {
    Actions actions = Actions.drawn(SEED);
    Path file = Files.createTempFile("pollex-actions-", ".f32");
    Path root = Path.of(System.getProperty("pollex.root", "."));
    Path python = Path.of(System.getProperty("pollex.home", ".pollex"), "venv", "bin", "python");
    try {
      actions.write(file);
      Peer peer =
          new Peer(
              python, root.resolve(Path.of("bench", "peers", "metaworld_throughput.py")), file);
      try (Metaworld metaworld = Metaworld.start()) {
        rounds(metaworld, peer, actions);
      }
    } finally {
      Files.delete(file);
    }
    print();
  }

  private void rounds(Metaworld metaworld, Peer peer, Actions actions)
      throws IOException, InterruptedException {
    List<String> mt10 = metaworld.tasks().resolve("MT10");
    try (Ours ten = new Ours(metaworld, mt10, 10, actions);
        Ours twenty = new Ours(metaworld, mt10, 20, actions);
        Ours one = new Ours(metaworld, List.of("reach-v3"), 1, actions)) {
      for (int round = 0; round < rounds; round++) {
        System.err.println("round " + (round + 1) + " of " + rounds);
        double sync = note("make_vec MT10, sync", peer.stepsPerSecond("sync", steps));
        double ours10 = note("Pollex MT10, N = 10", ten.stepsPerSecond(steps, 1));
        note("  one call, median ms", ten.latencyMillis(0.5));
        note("  one call, 99 % ms", ten.latencyMillis(0.99));
        double async = note("make_vec MT10, async", peer.stepsPerSecond("async", steps));
        double ours20 = note("Pollex MT10, N = 20", twenty.stepsPerSecond(steps, 1));
        double faster = Math.max(sync, async);
        compare("N = 10 / faster make_vec (target 1.3)", ours10 / faster);
        compare("N = 20 / faster make_vec (target 1.3)", ours20 / faster);
        double single = note("one bare environment", peer.stepsPerSecond("single", SINGLE_STEPS));
        double ours1 = note("Pollex, N = 1", one.stepsPerSecond(SINGLE_STEPS, 1));
        compare("N = 1 / one bare environment (target 0.5)", ours1 / single);
        double loops = note("two bare loops of 5", peer.stepsPerSecond("loops", steps));
        double chunks = note("Pollex MT10, N = 10, K = 8", ten.stepsPerSecond(steps, 8));
        compare("K = 8 / two bare loops (target 0.9)", chunks / loops);
      }
    }
  }

  private double note(String what, double figure) {
    rates.computeIfAbsent(what, fresh -> new ArrayList<>()).add(figure);
    return figure;
  }

  private void compare(String what, double ratio) {
    ratios.computeIfAbsent(what, fresh -> new ArrayList<>()).add(ratio);
  }

  private void print() {
    System.out.printf(
        "Environment steps a second, median (least to most) of %d rounds of %d vector steps, %d"
            + " processors, action seed %d%n",
        rounds, steps, Runtime.getRuntime().availableProcessors(), SEED);
    rates.forEach((what, all) -> print("%-44s %8.1f  (%.1f to %.1f)%n", what, all));
    System.out.println("Ratios within a round, median (least to most)");
    ratios.forEach((what, all) -> print("%-44s %8.2f  (%.2f to %.2f)%n", what, all));
  }

  private static void print(String format, String what, List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    double median = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    System.out.printf(Locale.ROOT, format, what, median, sorted.getFirst(), sorted.getLast());
  }
}
