package org.pollex.mujoco.camera;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjRenderer;

/**
 * What OpenGL MuJoCo's renderer has on this machine, found out in a process of its own: a broken
 * driver ends the process that calls it, and must not end this one.
 */
public final class Rendering {
  private static final long PATIENCE_SECONDS = 30;

  /** Exit status of a process whose renderer works, plus the answer's number. */
  private static final int FOUND = 20;

  private static final String BALL =
      "<mujoco><worldbody><light pos='0 -3 3' dir='0 1 -1'/>"
          + "<camera name='c' pos='0 -3 0' xyaxes='1 0 0 0 0 1'/>"
          + "<geom size='1' rgba='1 0 0 1'/></worldbody></mujoco>";

  private Rendering() {}

  /** What was found, once per process. */
  private static final class Found {
    private static final MjRenderer.OpenGl OPEN_GL = tried();
  }

  /** Returns what draws the renderer's pictures; NONE when it does not draw them rightly. */
  public static MjRenderer.OpenGl openGl() {
    return Found.OPEN_GL;
  }

  /** Lets a process of its own draw a picture. */
  static MjRenderer.OpenGl tried() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xshare:auto", "-XX:+UseSerialGC"));
    line.add("-XX:-CreateCoredumpOnCrash");
    line.add("-XX:ErrorFile=/dev/null");
    System.getProperties()
        .forEach(
            (name, value) -> {
              if (name.toString().startsWith("pollex.")) {
                line.add("-D" + name + "=" + value);
              }
            });
    line.add(Rendering.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return MjRenderer.OpenGl.NONE;
      }
      int found = process.exitValue() - FOUND;
      MjRenderer.OpenGl[] all = MjRenderer.OpenGl.values();
      return found >= 0 && found < all.length ? all[found] : MjRenderer.OpenGl.NONE;
    } catch (IOException unstartable) {
      return MjRenderer.OpenGl.NONE;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return MjRenderer.OpenGl.NONE;
    }
  }

  /** Draws a red ball, looks at it, and answers by the exit status. */
  public static void main(String[] arguments) {
    MjRenderer.OpenGl openGl = MjRenderer.openGl();
    if (openGl != MjRenderer.OpenGl.NONE) {
      drawBall();
    }
    System.exit(FOUND + openGl.ordinal());
  }

  private static void drawBall() {
    try (MjModel model = MjModel.parse(BALL);
        MjData data = model.newData();
        MjRenderer renderer = new MjRenderer(model, 32, 32)) {
      data.forward();
      BufferedImage picture = renderer.take(data, 0);
      if (!red(picture.getRGB(16, 16)) || red(picture.getRGB(0, 0))) {
        throw new IllegalStateException("the ball is not red");
      }
    }
  }

  private static boolean red(int rgb) {
    int red = rgb >> 16 & 0xFF;
    return red > 60 && red > 2 * (rgb >> 8 & 0xFF) && red > 2 * (rgb & 0xFF);
  }
}
