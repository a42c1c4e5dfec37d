package org.pollex.bench.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** Measures training windows a second; see the package. */
public final class Windows {
  private static final int H5PY_LOW = 10_000;
  private static final int H5PY_IMAGE = 3_000;
  private static final int NUMPY = 100_000;
  private static final int ROBOMIMIC_BATCHES = 60;

  private final Peers peers;
  private final Map<String, List<Rate>> rates = new LinkedHashMap<>();

  private Windows(Peers peers) {
    this.peers = peers;
  }

  /**
   * Runs the measurement.
   *
   * @param arguments storage (raw or gzip), then episodes of 200 steps (200), rounds (5), a Python
   *     that has h5py, and robomimic's cache mode for pictures (none, low_dim, all; default:
   *     without robomimic); or FILE as storage, to measure a file that exists
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    String storage = argument(arguments, 0, "raw");
    int episodes = Integer.parseInt(argument(arguments, 1, "200"));
    int rounds = Integer.parseInt(argument(arguments, 2, "5"));
    Peers peers = new Peers(argument(arguments, 3, "python3"), argument(arguments, 4, ""));
    if (Files.isRegularFile(Path.of(storage))) {
      new Windows(peers).measure(Path.of(storage), rounds);
      return;
    }
    if (!List.of("raw", "gzip").contains(storage)) {
      throw BadInputException.unknownName("storage", storage, List.of("raw", "gzip"));
    }
    Path file = Files.createTempFile("pollex-windows-", ".hdf5");
    try {
      peers.write(file, storage.equals("raw") ? "none" : storage, episodes);
      new Windows(peers).measure(file, rounds);
    } finally {
      Files.delete(file);
    }
  }

  static String argument(String[] arguments, int index, String otherwise) {
    return arguments.length > index ? arguments[index] : otherwise;
  }

  private void measure(Path file, int rounds) throws IOException, InterruptedException {
    try (Ours low = new Ours(file, false);
        Ours image = new Ours(file, true)) {
      System.out.printf(
          Locale.ROOT, "%.2f GB, %s; blocks of %s%n", Files.size(file) / 1e9, low, image.shape());
      for (int round = 0; round <= rounds; round++) {
        System.err.println("round " + round + " of " + rounds + " (the first warms up)");
        if (round == 1) {
          rates.clear();
        }
        low(file, low);
        image(file, image);
      }
    }
    rates.forEach(Windows::print);
    System.out.println("Pollex's own memory " + Ours.memory());
  }

  private void low(Path file, Ours ours) throws IOException, InterruptedException {
    note("low-dim, Pollex, 1 thread", ours.uniform(1, 20_000));
    note("low-dim, Pollex, 2 threads", ours.uniform(2, 20_000));
    note("low-dim, h5py, handles open", peers.h5py("handles", file, H5PY_LOW, "low"));
    note("low-dim, NumPy, all in memory", peers.h5py("memory", file, NUMPY, "low"));
    if (peers.robomimic()) {
      note(
          "low-dim, robomimic, all cached", peers.robomimic("all", file, ROBOMIMIC_BATCHES, "low"));
    }
  }

  private void image(Path file, Ours ours) throws IOException, InterruptedException {
    note("image, Pollex, uniform, 1 thread", ours.uniform(1, 500));
    note("image, Pollex, uniform, 2 threads", ours.uniform(2, 500));
    note("image, Pollex, blocks, 2 threads", ours.blocks(2, 500));
    note("image, h5py, handles open", peers.h5py("handles", file, H5PY_IMAGE, "image"));
    if (peers.robomimic()) {
      note(
          "image, robomimic, cache " + peers.cache(),
          peers.robomimic(peers.cache(), file, ROBOMIMIC_BATCHES, "image"));
    }
  }

  private void note(String what, Rate rate) {
    rates.computeIfAbsent(what, fresh -> new ArrayList<>()).add(rate);
  }

  static void print(String what, List<Rate> all) {
    List<Double> wall = all.stream().map(Rate::perSecond).sorted().toList();
    List<Double> cpu = all.stream().map(Rate::perCpuSecond).sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-36s %,12.0f /s (%,.0f to %,.0f)  %,12.0f /CPU s%n",
        what,
        wall.get(wall.size() / 2),
        wall.getFirst(),
        wall.getLast(),
        cpu.get(cpu.size() / 2));
  }
}
