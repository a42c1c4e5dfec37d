package org.pollex.bench.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One task in pools of 1 to 256 environments, Pollex beside EnvPool and Meta-World's own vectorised
 * environments by turns; then Pollex alone by number of threads.
 *
 * <p>256 asynchronous Python environments are 256 processes with a scene each; they are left out.
 */
public final class PoolSizes {
  private static final String TASK = "door-open-v3";
  private static final long SEED = 1;
  private static final int LARGEST_ASYNC = 32;

  /** Vector steps at least: every environment ends an episode and is reset. */
  private static final int STEPS = 520;

  private static final int PYTHON_ENV_STEPS = 5_000;
  private static final int ENV_STEPS = 30_000;
  private static final int SCALED = 32;

  private final Figures figures = new Figures();

  private PoolSizes() {}

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 3), then pool sizes (default 1, 10, 32 and 256)
   */
  public static void run(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      sizes.add(Integer.parseInt(arguments[i]));
    }
    new PoolSizes().measure(rounds, sizes.isEmpty() ? List.of(1, 10, 32, 256) : sizes);
  }

  private void measure(int rounds, List<Integer> sizes) throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    Programs programs = Programs.here();
    PeerActions actions = PeerActions.drawn(SEED);
    Path file = actions.write(Files.createTempFile("pollex-actions-", ".f32"));
    try (NativePool ours = new NativePool(actions, processors);
        EnvPool envPool = new EnvPool(programs, file, processors)) {
      for (int round = 1; round <= rounds; round++) {
        for (int size : sizes) {
          System.err.printf("round %d of %d, %d environments%n", round, rounds, size);
          compare(size, ours, envPool, programs, file);
        }
        scale(actions, processors);
      }
    } finally {
      Files.delete(file);
    }
    System.out.printf(
        "Pools of %s, %d threads; environment steps a second, resets included; median (least to"
            + " most) of %d rounds, action seed %d%n",
        TASK, processors, rounds, SEED);
    figures.print();
  }

  private void compare(
      int size, Contestant ours, Contestant envPool, Programs programs, Path actions) {
    String n = "N = %d, ".formatted(size);
    int steps = Math.max(STEPS, ENV_STEPS / size);
    double pollex = ours.measure(TASK, size, steps).perSecond();
    figures.note(n + ours.name(), pollex);
    double port = envPool.measure(TASK, size, steps).perSecond();
    figures.note(n + envPool.name(), port);
    figures.note(n + "Pollex / EnvPool", pollex / port);
    for (String strategy : size > LARGEST_ASYNC ? List.of("sync") : List.of("sync", "async")) {
      double python = python(programs, strategy, size, actions);
      figures.note(n + "make_vec " + strategy, python);
      figures.note(n + "Pollex / make_vec " + strategy, pollex / python);
    }
  }

  private static double python(Programs programs, String strategy, int size, Path actions) {
    List<String> command =
        List.of(
            programs.python().toString(),
            "-W",
            "ignore",
            programs.peer("metaworld_pool.py").toString(),
            strategy,
            TASK,
            Integer.toString(size),
            Integer.toString(Math.max(STEPS, PYTHON_ENV_STEPS / size)),
            actions.toString());
    JsonNode answer = Programs.lastLine(Programs.run(command));
    return answer.path("env_steps").asDouble() / answer.path("seconds").asDouble();
  }

  /** One thread, then two, four, ... as many as there are processors. */
  private void scale(PeerActions actions, int processors) {
    double one = 0;
    for (int threads = 1; threads <= processors; threads *= 2) {
      try (NativePool pool = new NativePool(actions, threads)) {
        double speed = pool.measure(TASK, SCALED, ENV_STEPS / SCALED).perSecond();
        one = threads == 1 ? speed : one;
        figures.note("%d threads, N = %d, Pollex".formatted(threads, SCALED), speed);
        figures.note("%d threads / one".formatted(threads), speed / one);
      }
    }
  }
}
