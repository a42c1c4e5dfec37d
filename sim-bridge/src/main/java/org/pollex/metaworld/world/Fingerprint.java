package org.pollex.metaworld.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.numpy.Pcg64;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MuJoCo;

/**
 * A number that two machines, and the two backends of one machine, share if and only if their
 * physics agree bit by bit: SHA-256 over observations and rewards of 100 random steps in each of
 * four tasks.
 */
final class Fingerprint {
  private static final List<String> TASKS =
      List.of("pick-place-v3", "door-open-v3", "hammer-v3", "coffee-push-v3");

  private static final int SEED = 20200614;
  private static final int STEPS = 100;

  private Fingerprint() {}

  static String of(SceneModels models) {
    return MuJoCo.call(() -> HexFormat.of().formatHex(digest(models)));
  }

  private static byte[] digest(SceneModels models) {
    MessageDigest digest = sha256();
    Pcg64 random = new Pcg64(SEED);
    double[] observation = new double[MetaworldEnv.OBSERVATION];
    for (String id : TASKS) {
      TaskSpec task = Tasks.of(id);
      double[] randVec = random.uniform(task.randLow(), task.randHigh());
      while (!task.separated(randVec)) {
        randVec = random.uniform(task.randLow(), task.randHigh());
      }
      try (MetaworldEnv env = new MetaworldEnv(task, models.of(task), RewardVersion.V2, false)) {
        env.reset(randVec, observation);
        digest.update(bytes(observation));
        for (float[] action : actions(random)) {
          double reward = env.step(action, 0, observation);
          digest.update(bytes(observation));
          digest.update(bytes(reward));
        }
      }
    }
    return digest.digest();
  }

  private static float[][] actions(Pcg64 random) {
    float[][] actions = new float[STEPS][MetaworldEnv.ACTION];
    for (float[] action : actions) {
      for (int i = 0; i < action.length; i++) {
        action[i] = (float) random.uniform(-1, 1);
      }
    }
    return actions;
  }

  private static byte[] bytes(double... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
