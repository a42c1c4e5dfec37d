package org.pollex.eval.console.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.sim.metaworld.Metaworld;

/** The camera of a simulated scene, on a real server; skipped where it cannot render. */
@Tag("long")
class WorldCameraTest {
  @Test
  void aConsoleLooksAtASimulatedScene() throws Exception {
    try (Metaworld world = Metaworld.start()) {
      assumeFalse(world.client().info().glBackend().isEmpty(), "no OpenGL on this machine");
      String server = "world:" + world.server().address();
      assertThrows(
          BadInputException.class,
          () -> StationCamera.of(server + "?task=door-opne-v3&camera=corner2"));
      BadInputException unknown =
          assertThrows(
              BadInputException.class,
              () -> StationCamera.of(server + "?task=door-open-v3&camera=nowhere"));
      assertTrue(unknown.getMessage().contains("nowhere"), unknown.getMessage());
      try (StationCamera camera = StationCamera.of(server + "?task=door-open-v3&camera=corner2")) {
        Optional<StationCamera.Frame> frame = Optional.empty();
        for (int i = 0; i < 500 && (frame.isEmpty() || frame.get().number() < 2); i++) {
          Thread.sleep(20);
          frame = camera.latest();
        }
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(frame.orElseThrow().jpeg()));
        assertEquals(640, picture.getWidth());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < 640; x += 4) {
          colours.add(picture.getRGB(x, 240));
        }
        assertTrue(colours.size() > 20, "a picture of one colour");
      }
    }
  }
}
