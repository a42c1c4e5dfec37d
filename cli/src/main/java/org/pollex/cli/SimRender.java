package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.sim.client.Camera;
import org.pollex.sim.client.GrpcWorldPort;
import org.pollex.sim.client.RenderedImage;
import org.pollex.sim.metaworld.Metaworld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pollex sim render}: a picture of how an episode begins. */
@Command(
    name = "render",
    description = {
      "Renders how an episode of a task begins, as a PNG file.",
      "Needs OpenGL where the simulation server runs; point clouds need none."
    })
final class SimRender extends Verb<SimRender.Answer> {
  private static final int[] SLOT = {0};

  @Mixin private SimServerChoice server;

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
      defaultValue = "cloud",
      paramLabel = "NAME",
      description =
          "cloud, the camera that point clouds are seen by, or one of the scene: topview, corner to"
              + " corner4, behindGripper, gripperPOV (default: ${DEFAULT-VALUE}).")
  private String camera;

  @Option(
      names = "--channel",
      defaultValue = "RGB",
      paramLabel = "CHANNEL",
      description =
          "${COMPLETION-CANDIDATES}; depth is 16-bit grey in millimetres (default: ${DEFAULT-VALUE}).")
  private RenderedImage.Channel channel;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "File to write.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  /** The picture, and where its camera stood. */
  record Answer(
      String file, String task, int seed, String camera, int width, int height, Pose cameraPose) {}

  @Override
  protected Answer answer() {
    if (Files.exists(out) && !force) {
      throw new BadInputException(
          out + " exists already", "Choose another name with --out, or replace it with --force.");
    }
    try (Metaworld metaworld = server.open();
        GrpcWorldPort port =
            metaworld.client().open(Metaworld.options(List.of(task), 1, List.of()))) {
      port.reset(SLOT, metaworld.goals("MT1", task, seed, 1));
      Camera chosen =
          port.cloudCameras().stream()
              .filter(declared -> declared.name().equals(camera))
              .findFirst()
              .orElse(Camera.ofScene(camera, 480, 360));
      // The corner cameras are mounted upside down.
      boolean turned = camera.startsWith("corner");
      RenderedImage image = port.render(SLOT, List.of(chosen), Set.of(channel), turned).getFirst();
      image.writePng(out);
      return new Answer(
          out.toString(), task, seed, camera, chosen.width(), chosen.height(), image.x_WC());
    }
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
