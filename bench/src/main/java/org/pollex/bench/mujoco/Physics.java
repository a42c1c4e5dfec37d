package org.pollex.bench.mujoco;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MuJoCo;
import org.pollex.mujoco.worlds.StepThreads;

/** MuJoCo in this process against the same loop in C; see the package. */
public final class Physics {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A hinge with a motor: the step is so short that the call itself would show. */
  private static final String PENDULUM =
      """
      <mujoco>
        <worldbody><body><joint name="j" axis="0 1 0"/><geom size=".1" pos=".5 0 0"/></body></worldbody>
        <actuator><motor joint="j"/></actuator>
      </mujoco>
      """;

  private Physics() {}

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 5) and steps of the large model a round (default 40,000)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40_000;
    Path work = Files.createTempDirectory("pollex-mujoco");
    try {
      Path loop = compile(work);
      Path pendulum = Files.writeString(work.resolve("pendulum.xml"), PENDULUM);
      System.out.println("Steps per second of CPU time, one thread, median of " + rounds);
      againstC("pendulum", pendulum, loop, rounds, 25 * steps);
      againstC("Meta-World reach", Scenes.reach(), loop, rounds, steps);
      threads(Scenes.reach(), rounds, steps / 2);
      Cameras.measure(rounds);
      Memory.measure(pendulum);
    } finally {
      try (Stream<Path> files = Files.list(work)) {
        files.forEach(file -> file.toFile().delete());
      }
      Files.delete(work);
    }
  }

  private static Path compile(Path work) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("pollex.root", "."));
    Path loop = work.resolve("mujoco_steps");
    MuJoCo.require();
    Process compiler =
        new ProcessBuilder(
                "cc",
                "-O3",
                "-I",
                MuJoCo.file().resolveSibling("include").toString(),
                "-o",
                loop.toString(),
                root.resolve("bench/peers/mujoco_steps.c").toString(),
                MuJoCo.file().toString(),
                "-Wl,-rpath," + MuJoCo.file().getParent())
            .inheritIO()
            .start();
    if (compiler.waitFor() != 0) {
      throw new MissingPrerequisiteException(
          "the C loop cannot be compiled",
          "Install a C compiler (on Debian: apt-get install gcc).");
    }
    return loop;
  }

  private static void againstC(String name, Path model, Path loop, int rounds, int steps)
      throws IOException, InterruptedException {
    List<Double> c = new ArrayList<>();
    List<Double> java = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    boolean equal = true;
    for (int round = -1; round < rounds; round++) {
      double[] ours = loop(model, steps);
      double[] theirs = cLoop(loop, model, steps);
      equal &= ours[1] == theirs[1];
      // The first round warms the compiler up.
      if (round >= 0) {
        java.add(ours[0]);
        c.add(theirs[0]);
        ratios.add(ours[0] / theirs[0]);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-18s C %,.0f  Java %,.0f  Java / C %.3f (%.3f to %.3f)  same last positions: %s%n",
        name,
        median(c),
        median(java),
        median(ratios),
        ratios.stream().min(Double::compare).orElseThrow(),
        ratios.stream().max(Double::compare).orElseThrow(),
        equal);
  }

  /** The same loop as in bench/peers/mujoco_steps.c. */
  private static double[] loop(Path file, int steps) {
    return MuJoCo.call(
        () -> {
          try (MjModel model = MjModel.load(file);
              MjData data = model.newData()) {
            steps(data, 0, steps / 10);
            long start = THREADS.getCurrentThreadCpuTime();
            steps(data, steps / 10, steps);
            double seconds = 1e-9 * (THREADS.getCurrentThreadCpuTime() - start);
            double sum = 0;
            for (int i = 0; i < data.qpos().size(); i++) {
              sum += data.qpos().get(i);
            }
            return new double[] {steps / seconds, sum};
          }
        });
  }

  static void steps(MjData data, long from, int steps) {
    DoubleArray ctrl = data.ctrl();
    for (long step = from; step < from + steps; step++) {
      for (int i = 0; i < ctrl.size(); i++) {
        ctrl.set(i, ((step * 7 + i * 3) % 200 - 100) / 100.0);
      }
      data.step();
    }
  }

  private static double[] cLoop(Path loop, Path model, int steps)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(loop.toString(), model.toString(), Integer.toString(steps))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] words = new String(process.getInputStream().readAllBytes()).trim().split(" ");
    if (process.waitFor() != 0) {
      throw new MissingPrerequisiteException("the C loop failed", "See its message above.");
    }
    return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
  }

  /** Wall-clock rates of 32 worlds on one and on two threads. */
  private static void threads(Path file, int rounds, int steps) {
    int worlds = 32;
    int each = Math.max(1, steps / worlds / 5);
    List<Double> ratios = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    try (MjModel model = MjModel.load(file);
        StepThreads one = new StepThreads(1, false);
        StepThreads two = new StepThreads(2, false)) {
      MjData[] data = Stream.generate(model::newData).limit(worlds).toArray(MjData[]::new);
      for (int round = -1; round < rounds; round++) {
        double single = rate(one, data, each);
        double both = rate(two, data, each);
        if (round >= 0) {
          rates.add(both);
          ratios.add(both / single);
        }
      }
      for (MjData world : data) {
        world.close();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "32 worlds of 5 steps a round, wall clock: 2 threads %,.0f steps/s, 2 threads / 1 %.2f%n",
        median(rates),
        median(ratios));
  }

  private static double rate(StepThreads threads, MjData[] data, int rounds) {
    long start = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      threads.forEach(data.length, world -> data[world].step(5));
    }
    return 5.0 * data.length * rounds / (1e-9 * (System.nanoTime() - start));
  }

  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
