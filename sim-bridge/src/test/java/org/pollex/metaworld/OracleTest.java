package org.pollex.metaworld;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.task.Info;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MuJoCo;

/**
 * Every number of every step of every task against the metaworld package: physics equal in every
 * bit, observations, both rewards and info to 1e-12, success equal.
 *
 * <p>One environment runs all episodes of a task one after another, on both sides, so that what an
 * episode leaves behind is compared too.
 */
class OracleTest {
  private static final double TOLERANCE = 1e-12;
  private static final List<String> MODES = List.of("expert", "edges", "random");
  private static final long SEED = Long.getLong("pollex.seed", System.nanoTime() & 0xffff_ffffL);

  @Test
  void agreesWithThePackage() throws IOException {
    compare(3, 40);
  }

  @Tag("long")
  @Test
  void agreesWithThePackageInFullEpisodes() throws IOException {
    compare(20, MetaworldEnv.HORIZON);
  }

  private static void compare(int goals, int steps) throws IOException {
    List<Executable> checks = new ArrayList<>();
    RandomState random = new RandomState(SEED);
    String wanted = System.getProperty("pollex.tasks", "");
    try (Oracle oracle = new Oracle();
        SceneModels models = new SceneModels()) {
      for (TaskSpec task : Tasks.all()) {
        if (!wanted.isEmpty() && !List.of(wanted.split(",")).contains(task.id())) {
          continue;
        }
        List<Oracle.Episode> episodes = new ArrayList<>();
        for (int i = 0; i < goals; i++) {
          String mode = MODES.get(i % MODES.size());
          episodes.add(new Oracle.Episode(task.draw(random), mode, SEED + i, steps));
        }
        oracle.ask(task.id(), episodes);
        Differences found = MuJoCo.call(() -> compare(oracle, models, task, episodes));
        System.out.println(found.row(task.id()));
        String label = task.id() + ", seed " + SEED + ": ";
        checks.add(() -> assertTrue(found.samePhysics(), label + "physics differs"));
        checks.add(() -> assertTrue(found.sameSuccess(), label + "success differs"));
        checks.add(
            () -> assertTrue(found.worst() <= TOLERANCE, label + "apart by " + found.worst()));
      }
    }
    assertAll(checks);
  }

  private static Differences compare(
      Oracle oracle, SceneModels models, TaskSpec task, List<Oracle.Episode> episodes) {
    Differences differences = new Differences();
    int nq = (int) oracle.number();
    int nv = (int) oracle.number();
    double[] expected = new double[nq + nv + 7];
    double[] state = new double[nq + nv + 7];
    double[] expectedObservation = new double[MetaworldEnv.OBSERVATION];
    double[] observation = new double[MetaworldEnv.OBSERVATION];
    double[] action = new double[MetaworldEnv.ACTION];
    try (MetaworldEnv env = new MetaworldEnv(task, models.of(task), RewardVersion.V2, false)) {
      for (Oracle.Episode episode : episodes) {
        env.reset(episode.randVec(), observation);
        differences.step();
        differences.state(oracle.numbers(expected), read(env.scene().data(), state));
        differences.observation(oracle.numbers(expectedObservation), observation);
        while (oracle.number() == 1) {
          oracle.numbers(action);
          float[] command = {
            (float) action[0], (float) action[1], (float) action[2], (float) action[3]
          };
          env.step(command, 0, observation);
          differences.step();
          differences.state(oracle.numbers(expected), read(env.scene().data(), state));
          differences.observation(oracle.numbers(expectedObservation), observation);
          rewards(oracle, differences, env, observation, command[3]);
        }
      }
    }
    return differences;
  }

  private static void rewards(
      Oracle oracle,
      Differences differences,
      MetaworldEnv env,
      double[] observation,
      float gripper) {
    Info classic = new Info();
    env.task().score(RewardVersion.V1, observation, gripper, classic);
    for (Info ours : List.of(env.info(), classic)) {
      double[] theirs = new double[9];
      oracle.numbers(theirs);
      if (theirs[0] == 1) {
        double[] info = new double[7];
        ours.write(info, 0);
        differences.reward(ours != classic, theirs[1], ours.reward());
        differences.info(java.util.Arrays.copyOfRange(theirs, 2, 9), info);
      }
    }
  }

  private static double[] read(MjData data, double[] into) {
    int at = 0;
    for (DoubleArray part : List.of(data.qpos(), data.qvel(), data.mocapPos(), data.mocapQuat())) {
      part.read(0, into, at, part.size());
      at += part.size();
    }
    return into;
  }
}
