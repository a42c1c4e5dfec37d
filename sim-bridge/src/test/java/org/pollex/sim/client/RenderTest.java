package org.pollex.sim.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.sim.SharedServer;
import org.pollex.sim.metaworld.Metaworld;

@ExtendWith(SharedServer.class)
class RenderTest {
  private static final List<Camera> CAMERA = List.of(Camera.ofScene("corner2", 96, 64));

  @TempDir Path folder;

  @Test
  void imagesComeWhereOpenGlWorksAndElseTheMissingPackageIsNamed(Metaworld metaworld)
      throws IOException {
    PoolOptions options = Metaworld.options(List.of("drawer-open-v3"), 1, List.of("state39"));
    try (GrpcWorldPort port = metaworld.client().open(options)) {
      port.reset(new int[] {0}, metaworld.goals("MT1", "drawer-open-v3", 42, 1));
      if (metaworld.client().info().glBackend().isEmpty()) {
        MissingPrerequisiteException missing =
            assertThrows(MissingPrerequisiteException.class, () -> render(port));
        assertTrue(missing.getMessage().contains("libosmesa6"), missing.getMessage());
      } else {
        requireImages(render(port));
      }
    }
  }

  private static List<RenderedImage> render(GrpcWorldPort port) {
    Set<RenderedImage.Channel> channels =
        EnumSet.of(RenderedImage.Channel.RGB, RenderedImage.Channel.DEPTH);
    return port.render(new int[] {0}, CAMERA, channels, true);
  }

  private void requireImages(List<RenderedImage> images) throws IOException {
    assertEquals(2, images.size());
    for (RenderedImage image : images) {
      Path file = folder.resolve(image.channel() + ".png");
      image.writePng(file);
      var read = ImageIO.read(file.toFile());
      assertEquals(96, read.getWidth());
      assertEquals(64, read.getHeight());
    }
    double[] depth = images.getLast().pixels().toDoubles();
    for (double metres : depth) {
      assertTrue(metres > 0.02 && metres < 200, "depth " + metres);
    }
  }
}
