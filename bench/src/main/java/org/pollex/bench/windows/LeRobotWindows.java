package org.pollex.bench.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Random windows of LeRobot's data sets, with its own library and with Pollex, in turn within each
 * round. Pollex is measured with everything decoded on demand, and with pictures kept decoded once
 * they fit into a stated memory.
 */
public final class LeRobotWindows {
  private static final List<String> STREAMS = List.of("obs/state", "obs/front");
  private static final long KEPT = 512L << 20;
  private static final int BATCHES = 60;

  private final Peers peers;
  private final Map<String, List<Rate>> rates = new LinkedHashMap<>();

  private LeRobotWindows(Peers peers) {
    this.peers = peers;
  }

  /**
   * Runs the measurement.
   *
   * @param arguments a Python that has lerobot, then episodes (60), steps (100), rounds (3), seed
   *     (1), and a folder in which the sets are kept, or taken from if they are there (default: a
   *     temporary one)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    Peers peers = new Peers(Windows.argument(arguments, 0, "python3"), "");
    String episodes = Windows.argument(arguments, 1, "60");
    String steps = Windows.argument(arguments, 2, "100");
    int rounds = Integer.parseInt(Windows.argument(arguments, 3, "3"));
    String seed = Windows.argument(arguments, 4, "1");
    Path folder =
        arguments.length > 5
            ? Path.of(arguments[5])
            : Files.createTempDirectory("pollex-lerobot-windows-");
    LeRobotWindows bench = new LeRobotWindows(peers);
    for (String kind : List.of("image", "video")) {
      Path set = folder.resolve(kind);
      if (!Files.exists(set)) {
        System.err.println("LeRobot writes " + set + " (seed " + seed + ")");
        peers.python("data/lerobot_set.py", set.toString(), kind, episodes, steps, seed);
      }
      for (int round = 0; round <= rounds; round++) {
        System.err.println(kind + ", round " + round + " of " + rounds + " (the first warms up)");
        if (round == 1) {
          bench.rates.keySet().removeIf(what -> what.startsWith(kind));
        }
        bench.round(kind, set);
      }
    }
    bench.print();
    System.out.println("Pollex's own memory " + Ours.memory() + "; the sets are in " + folder);
  }

  private void round(String kind, Path set) throws IOException, InterruptedException {
    String windows = kind.equals("image") ? "160" : "640";
    for (String workers : List.of("none", "0", "2")) {
      String how = workers.equals("none") ? "no loader" : workers + " workers";
      note(
          kind + ", LeRobot, " + how,
          Peers.rate(peers.python("peers/lerobot_windows.py", set.toString(), workers, windows)));
    }
    try (Ours ours = new Ours(set, STREAMS, 0)) {
      note(kind + ", Pollex, on demand, 1 thread", ours.uniform(1, BATCHES));
      note(kind + ", Pollex, on demand, 2 threads", ours.uniform(2, BATCHES));
    }
    try (Ours ours = new Ours(set, STREAMS, KEPT)) {
      note(kind + ", Pollex, kept decoded, 2 threads", ours.uniform(2, 50 * BATCHES));
    }
  }

  private void note(String what, Rate rate) {
    rates.computeIfAbsent(what, fresh -> new ArrayList<>()).add(rate);
  }

  private void print() {
    rates.forEach(Windows::print);
    for (String kind : List.of("image", "video")) {
      for (String how : List.of("no loader", "2 workers")) {
        double theirs = median(kind + ", LeRobot, " + how);
        for (String ours : List.of("on demand, 1 thread", "on demand, 2 threads")) {
          System.out.printf(
              Locale.ROOT,
              "%s: Pollex %s is %.1f times LeRobot's %s%n",
              kind,
              ours,
              median(kind + ", Pollex, " + ours) / theirs,
              how);
        }
      }
    }
  }

  private double median(String what) {
    List<Double> sorted = rates.get(what).stream().map(Rate::perSecond).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
