package org.pollex.bench.metaworld;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MuJoCo;

/**
 * How far EnvPool's Meta-World and ours are from the metaworld package, on the same initial
 * conditions and actions, for all 50 tasks.
 */
public final class PortDifferences {
  /** Steps for which a random command is held, so that the hand gets somewhere. */
  private static final int HELD = 10;

  /** A start that is no better known than this cannot be compared. */
  private static final double KNOWN = 1e-6;

  private final float[] actions;
  private final int steps;
  private final RandomState random;

  private PortDifferences(int steps, long seed) {
    this.steps = steps;
    random = new RandomState(seed);
    actions = new float[MetaworldEnv.ACTION * steps];
    double[] low = {-1, -1, -1, -1};
    double[] high = {1, 1, 1, 1};
    double[] command = random.uniform(low, high);
    for (int step = 0; step < steps; step++) {
      double[] fresh = random.uniform(low, high);
      if (step % HELD == 0) {
        command = fresh;
      }
      for (int i = 0; i < MetaworldEnv.ACTION; i++) {
        actions[MetaworldEnv.ACTION * step + i] = (float) (i < 3 ? command[i] : fresh[i]);
      }
    }
  }

  /**
   * Prints the table.
   *
   * @param arguments steps per task (default 200), seed (default 7)
   */
  public static void run(String[] arguments) throws IOException {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 7;
    new PortDifferences(steps, seed).print(seed);
  }

  private void print(long seed) throws IOException {
    Programs programs = Programs.here();
    Path file = Files.write(Files.createTempFile("pollex-actions-", ".f32"), bytes());
    try (TrajectoryPeer envPool =
            new TrajectoryPeer(
                programs.envPoolPython(), programs.peer("envpool_trajectories.py"), file, steps);
        TrajectoryPeer python =
            new TrajectoryPeer(
                programs.python(), programs.peer("metaworld_trajectories.py"), file, steps);
        SceneModels models = new SceneModels()) {
      System.out.printf(
          "%d steps, seed %d; largest differences from the metaworld package%n%n", steps, seed);
      System.out.println(
          "| task | start | EnvPool: observation | reward | success "
              + "| Pollex: observation | reward | success |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      for (TaskSpec task : Tasks.all()) {
        Trajectory theirs = envPool.ask(task.id() + " " + seed);
        System.out.println(MuJoCo.call(() -> row(task, models, theirs, python)));
      }
    } finally {
      Files.delete(file);
    }
  }

  private String row(TaskSpec task, SceneModels models, Trajectory envPool, TrajectoryPeer python) {
    try (MetaworldEnv env = new MetaworldEnv(task, models.of(task), RewardVersion.V2, false)) {
      StartFinder.Start start = new StartFinder(env, envPool.start()).find(random);
      StringBuilder request = new StringBuilder(task.id());
      Arrays.stream(start.randVec()).forEach(number -> request.append(' ').append(number));
      Trajectory truth = python.ask(request.toString());
      Trajectory ours = play(task, models, start.randVec());
      String peer = start.error() <= KNOWN ? figures(envPool, truth) : "– | – | –";
      return String.format(
          Locale.ROOT,
          "| %s | %.0e | %s | %s |",
          task.id(),
          start.error(),
          peer,
          figures(ours, truth));
    }
  }

  /** A fresh world, as the peers have one. */
  private Trajectory play(TaskSpec task, SceneModels models, double[] randVec) {
    double[] numbers = new double[Trajectory.size(steps)];
    double[] observation = new double[MetaworldEnv.OBSERVATION];
    try (MetaworldEnv env = new MetaworldEnv(task, models.of(task), RewardVersion.V2, false)) {
      env.reset(randVec, observation);
      System.arraycopy(observation, 0, numbers, 0, observation.length);
      int at = observation.length;
      for (int step = 0; step < steps; step++) {
        double reward = env.step(actions, MetaworldEnv.ACTION * step, observation);
        System.arraycopy(observation, 0, numbers, at, observation.length);
        at += observation.length;
        numbers[at++] = reward;
        numbers[at++] = env.info().success() ? 1 : 0;
      }
    }
    return new Trajectory(numbers);
  }

  private static String figures(Trajectory theirs, Trajectory truth) {
    return String.format(
        Locale.ROOT,
        "%.1e | %.1e | %d",
        theirs.observationsApart(truth),
        theirs.rewardsApart(truth),
        theirs.successesApart(truth));
  }

  private byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * actions.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(actions);
    return bytes.array();
  }
}
