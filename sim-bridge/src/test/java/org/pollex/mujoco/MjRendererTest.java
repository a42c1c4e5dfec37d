package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;

/** Pictures of MuJoCo's renderer, where this machine has an OpenGL. */
class MjRendererTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final String SCENE =
      """
      <mujoco>
        <asset>
          <texture name="squares" type="2d" builtin="checker" rgb1=".9 .2 .1" rgb2=".1 .3 .9"
                   width="64" height="64"/>
          <material name="floor" texture="squares" texrepeat="4 4"/>
        </asset>
        <worldbody>
          <light pos="1 -1 3" dir="-.3 .3 -1"/>
          <camera name="eye" pos="0 -1.2 .8" xyaxes="1 0 0 0 .5 .85"/>
          <geom type="plane" size="2 2 .1" material="floor"/>
          <geom type="sphere" size=".2" pos="0 0 .2" rgba=".2 .8 .2 1"/>
          <geom type="box" size=".1 .1 .1" pos=".4 .1 .1" group="4"/>
          <site type="box" size=".3 .3 .3" pos="-.4 .1 .1"/>
        </worldbody>
      </mujoco>
      """;

  /** The same library draws the same picture, whichever language asks. */
  @Test
  void picturesAreThoseOfThePythonPackage(@TempDir Path folder) throws Exception {
    assumeTrue(MjRenderer.openGl() != MjRenderer.OpenGl.NONE, "there is no OpenGL here");
    byte[] theirs = renderedByPython(Files.writeString(folder.resolve("scene.xml"), SCENE));
    try (MjModel model = MjModel.parse(SCENE);
        MjData data = model.newData();
        MjRenderer renderer = new MjRenderer(model, WIDTH, HEIGHT)) {
      data.forward();
      BufferedImage ours = renderer.take(data, model.id(MjObject.CAMERA, "eye"));
      int worst = 0;
      for (int i = 0; i < theirs.length; i++) {
        int pixel = ours.getRGB(i / 3 % WIDTH, i / 3 / WIDTH);
        int channel = pixel >> 8 * (2 - i % 3) & 0xFF;
        worst = Math.max(worst, Math.abs(channel - (theirs[i] & 0xFF)));
      }
      assertEquals(0, worst, "largest difference of a colour");
    }
  }

  private static byte[] renderedByPython(Path scene) throws IOException, InterruptedException {
    ProcessBuilder python =
        new ProcessBuilder(
                System.getProperty("pollex.python"),
                Path.of("src", "test", "python", "render_scene.py").toString(),
                scene.toString(),
                "eye",
                Integer.toString(WIDTH),
                Integer.toString(HEIGHT))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    python.environment().put("MUJOCO_GL", GlPlatform.get() instanceof Egl ? "egl" : "osmesa");
    Process process = python.start();
    byte[] pixels = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    assertEquals(3 * WIDTH * HEIGHT, pixels.length);
    return pixels;
  }

  @Test
  void manyRenderersOneAfterAnother() {
    assumeTrue(MjRenderer.openGl() != MjRenderer.OpenGl.NONE, "there is no OpenGL here");
    try (MjModel model = MjModel.parse(SCENE);
        MjData data = model.newData()) {
      data.forward();
      for (int i = 0; i < 5; i++) {
        try (MjRenderer renderer = new MjRenderer(model, 32 + i, 24)) {
          assertTrue(renderer.take(data, 0).getRGB(16, 12) != 0xFF000000);
        }
      }
    }
  }

  @Test
  void wrongSizesAndCamerasAreBadInput() {
    try (MjModel model = MjModel.parse(SCENE);
        MjData data = model.newData()) {
      assertThrows(BadInputException.class, () -> new MjRenderer(model, 0, 10));
      assertThrows(BadInputException.class, () -> new MjRenderer(model, 100_000, 100_000));
      assumeTrue(MjRenderer.openGl() != MjRenderer.OpenGl.NONE, "there is no OpenGL here");
      try (MjRenderer renderer = new MjRenderer(model, 10, 10)) {
        assertThrows(BadInputException.class, () -> renderer.take(data, 1));
        assertThrows(BadInputException.class, () -> renderer.take(data, -1));
      }
    }
  }
}
