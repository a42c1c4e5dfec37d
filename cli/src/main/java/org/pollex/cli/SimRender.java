package org.pollex.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.ScenePictures;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.camera.PictureCamera;
import org.pollex.sim.client.Camera;
import org.pollex.sim.client.GrpcWorldPort;
import org.pollex.sim.client.RenderedImage;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.metaworld.MetaworldBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pollex sim render}: a picture of how an episode begins. */
@Command(
    name = "render",
    description = {
      "Renders how an episode of a task begins, as a PNG file.",
      "A simulation server needs OpenGL for it; --backend native draws shaded rays without."
    })
final class SimRender extends Verb<SimRender.Answer> {
  private static final int[] SLOT = {0};

  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;

  @Mixin private BackendOptions backend;

  @Option(names = "--task", required = true, paramLabel = "TASK", description = "Task to show.")
  private String task;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "Show the first goal of MT1(TASK, seed S) (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description =
          "One of the scene: topview, corner to corner4, behindGripper, gripperPOV; or, on a server,"
              + " cloud, by which point clouds are seen (default: cloud on a server, else corner2).")
  private String camera;

  @Option(
      names = "--channel",
      defaultValue = "RGB",
      paramLabel = "CHANNEL",
      description =
          "${COMPLETION-CANDIDATES}; depth is 16-bit grey in millimetres; RGB alone with --backend"
              + " native (default: ${DEFAULT-VALUE}).")
  private RenderedImage.Channel channel;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "File to write.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  /**
   * The picture.
   *
   * @param cameraPose where its camera stood, if a server says so
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String file, String task, int seed, String camera, int width, int height, Pose cameraPose) {}

  @Override
  protected Answer answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(
          out + " exists already", "Choose another name with --out, or replace it with --force.");
    }
    try (MetaworldBackend metaworld = backend.open()) {
      List<InitialCondition> goal = metaworld.goals("MT1", task, seed, 1);
      return metaworld instanceof Metaworld server ? byServer(server, goal) : here(goal.getFirst());
    }
  }

  private Answer byServer(Metaworld server, List<InitialCondition> goal) {
    String name = camera == null ? "cloud" : camera;
    try (GrpcWorldPort port =
        server.client().open(Metaworld.options(List.of(task), 1, List.of()))) {
      port.reset(SLOT, goal);
      Camera chosen =
          port.cloudCameras().stream()
              .filter(declared -> declared.name().equals(name))
              .findFirst()
              .orElse(Camera.ofScene(name, WIDTH, HEIGHT));
      RenderedImage image =
          port.render(SLOT, List.of(chosen), Set.of(channel), Metaworld.hangs(name)).getFirst();
      image.writePng(out);
      return answer(name, chosen.width(), chosen.height(), image.x_WC());
    }
  }

  private Answer here(InitialCondition goal) {
    if (channel != RenderedImage.Channel.RGB) {
      throw new BadInputException(
          "--channel " + channel + " given with --backend native",
          "RGB is painted here; leave --backend out for the others.");
    }
    String name = camera == null ? "corner2" : camera;
    TaskSpec spec = Tasks.of(task);
    try (SceneModels models = new SceneModels();
        MetaworldEnv env = new MetaworldEnv(spec, models.of(spec), RewardVersion.V2, false);
        ScenePictures pictures =
            new ScenePictures(
                models.of(spec), PictureCamera.best(models.of(spec), WIDTH, HEIGHT))) {
      env.reset(goal.parameters(), new double[MetaworldEnv.OBSERVATION]);
      ImageIO.write(pictures.take(env, name), "png", out.toFile());
    } catch (IOException e) {
      throw StorageFailure.writing(out, e);
    }
    return answer(name, WIDTH, HEIGHT, null);
  }

  private Answer answer(String name, int width, int height, Pose x_WC) {
    return new Answer(out.toString(), task, seed, name, width, height, x_WC);
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %s with goal 1 of seed %d, seen by %s, %d x %d pixels%n",
        answer.file(),
        answer.task(),
        answer.seed(),
        answer.camera(),
        answer.width(),
        answer.height());
  }
}
