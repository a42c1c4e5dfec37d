package org.pollex.bench.metaworld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.bench.throughput.Actions;
import org.pollex.bench.throughput.Peer;

/**
 * Measures environment steps a second of pools of one task, over the ten tasks of MT10; see the
 * package.
 */
public final class MetaworldBench {
  private static final long SEED = 1;
  private static final int THREADS = 2;

  /** Vector steps by pool size: at least one reset of every environment lies within. */
  private static final Map<Integer, Integer> STEPS = Map.of(1, 4000, 10, 1000, 32, 1000, 256, 500);

  private static final int MIXED_STEPS = 1000;

  private static final List<String> MT10 =
      List.of(
          "reach-v3",
          "push-v3",
          "pick-place-v3",
          "door-open-v3",
          "drawer-open-v3",
          "drawer-close-v3",
          "button-press-topdown-v3",
          "peg-insert-side-v3",
          "window-open-v3",
          "window-close-v3");

  private final Figures figures = new Figures();

  private MetaworldBench() {}

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 5), then pool sizes (default 10 and 32; 1 and 256 are known
   *     too)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      sizes.add(Integer.parseInt(arguments[i]));
    }
    new MetaworldBench().measure(rounds, sizes.isEmpty() ? List.of(10, 32) : sizes);
  }

  private void measure(int rounds, List<Integer> sizes) throws IOException, InterruptedException {
    Programs programs = Programs.here();
    Path folder = Files.createTempDirectory("pollex-metaworld-");
    PeerActions actions = PeerActions.drawn(SEED);
    Path file = actions.write(folder.resolve("actions.f32"));
    Path ten = folder.resolve("ten.f32");
    Actions.drawn(SEED).write(ten);
    Peer python = new Peer(programs.python(), programs.peer("metaworld_throughput.py"), ten);
    try (NativePool ours = new NativePool(actions, THREADS);
        EnvPool envPool = new EnvPool(programs, file, THREADS);
        PhysicsLoop physics = new PhysicsLoop(programs, folder, file, THREADS)) {
      for (int round = 1; round <= rounds; round++) {
        for (int size : sizes) {
          System.err.printf("round %d of %d, %d environments%n", round, rounds, size);
          round(size, ours, envPool, physics);
        }
        mixed(ours, python);
      }
    } finally {
      Files.delete(file);
      Files.delete(ten);
      Files.delete(folder);
    }
    System.out.printf(
        "Pools of one task, %d threads on %d processors; harmonic mean over the %d tasks of MT10;%n"
            + "median (least to most) of %d rounds, action seed %d%n",
        THREADS, Runtime.getRuntime().availableProcessors(), MT10.size(), rounds, SEED);
    figures.print();
  }

  /** Lets the contestants take turns task by task. */
  private void round(int size, NativePool ours, Contestant envPool, Contestant physics) {
    List<Contestant> contestants = List.of(ours, envPool, physics);
    Map<Contestant, List<Figure>> all = new LinkedHashMap<>();
    for (String task : MT10) {
      for (Contestant contestant : contestants) {
        Figure figure = contestant.measure(task, size, STEPS.getOrDefault(size, 500));
        if (contestant == ours) {
          figures.note(
              "N = %d, Pollex, bytes allocated / env-step".formatted(size), ours.allocated());
        }
        all.computeIfAbsent(contestant, fresh -> new ArrayList<>()).add(figure);
      }
    }
    String n = "N = %d, ".formatted(size);
    Map<Contestant, Double> wall = new LinkedHashMap<>();
    Map<Contestant, Double> cpu = new LinkedHashMap<>();
    all.forEach(
        (contestant, figure) -> {
          wall.put(contestant, Figure.harmonicMean(figure, Figure::perSecond));
          cpu.put(contestant, Figure.harmonicMean(figure, Figure::perCpuSecond));
          figures.note(n + contestant.name() + ", env-steps / s", wall.get(contestant));
          figures.note(n + contestant.name() + ", env-steps / CPU s", cpu.get(contestant));
        });
    figures.note(n + "Pollex / EnvPool", wall.get(ours) / wall.get(envPool));
    figures.note(n + "Pollex / EnvPool, CPU", cpu.get(ours) / cpu.get(envPool));
    figures.note(
        n + "CPU time outside the physics, %", 100 * (1 - cpu.get(ours) / cpu.get(physics)));
  }

  /** Ten environments, one of each task, as Meta-World's own vectorised ones have them. */
  private void mixed(NativePool ours, Peer python) throws IOException, InterruptedException {
    double pool = ours.measure(MT10, MT10.size(), MIXED_STEPS).perSecond();
    double sync = python.stepsPerSecond("sync", MIXED_STEPS);
    double async = python.stepsPerSecond("async", MIXED_STEPS);
    figures.note("MT10 mixed, N = 10, Pollex, env-steps / s", pool);
    figures.note("MT10 mixed, N = 10, make_vec sync, env-steps / s", sync);
    figures.note("MT10 mixed, N = 10, make_vec async, env-steps / s", async);
    figures.note("MT10 mixed, Pollex / sync", pool / sync);
    figures.note("MT10 mixed, Pollex / async", pool / async);
  }
}
