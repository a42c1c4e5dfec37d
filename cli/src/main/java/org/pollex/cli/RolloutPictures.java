package org.pollex.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.eval.trial.result.FilmedRollouts;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.ScenePictures;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MuJoCo;
import org.pollex.mujoco.camera.PictureCamera;

/**
 * Pictures of a trial's filmed rollouts. The executed actions are run again in Meta-World in this
 * process, which repeats the physics bit for bit, and pictured; no OpenGL is needed.
 */
final class RolloutPictures {
  private static final int PICTURES = 4;
  private static final int WIDTH = 168;
  private static final int HEIGHT = 126;

  private static final String CAMERA = "corner";

  private RolloutPictures() {}

  /**
   * Writes {@code frames/INDEX/K.png} for each rollout, evenly spaced in time, the first and the
   * last among them. Where MuJoCo or the scenes are not installed nothing is written: the report
   * then draws its film strips.
   */
  static void write(List<FilmedRollouts.Filmed> rollouts, Path frames) {
    try (SceneModels models = new SceneModels()) {
      for (FilmedRollouts.Filmed rollout : rollouts) {
        Path strip = Files.createDirectories(frames.resolve(Integer.toString(rollout.index())));
        List<byte[]> pictures = MuJoCo.call(() -> pictures(models, rollout));
        for (int k = 0; k < pictures.size(); k++) {
          Files.write(strip.resolve(k + ".png"), pictures.get(k));
        }
      }
    } catch (MissingPrerequisiteException notInstalled) {
      // The drawings need nothing but the trial's own folder.
    } catch (IOException e) {
      throw StorageFailure.writing(frames, e);
    }
  }

  private static List<byte[]> pictures(SceneModels models, FilmedRollouts.Filmed rollout) {
    TaskSpec task = Tasks.of(rollout.start().task());
    MjModel model = models.of(task);
    List<byte[]> pictures = new ArrayList<>();
    int steps = rollout.actions().length / MetaworldEnv.ACTION;
    double[] observation = new double[MetaworldEnv.OBSERVATION];
    try (ScenePictures camera = new ScenePictures(model, PictureCamera.fast(model, WIDTH, HEIGHT));
        MetaworldEnv world = new MetaworldEnv(task, model, RewardVersion.V2, false)) {
      world.reset(rollout.start().parameters(), observation);
      int next = 0;
      for (int step = 0; step <= steps; step++) {
        if (step == Math.round((double) next * steps / (PICTURES - 1))) {
          pictures.add(png(camera.take(world, CAMERA)));
          next++;
        }
        if (step < steps) {
          world.step(rollout.actions(), MetaworldEnv.ACTION * step, observation);
        }
      }
    }
    return pictures;
  }

  private static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }
}
