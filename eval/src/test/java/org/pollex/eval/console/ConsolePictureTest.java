package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.console.browser.Chromium;
import org.pollex.eval.console.browser.Page;
import org.pollex.eval.console.camera.StationCamera;

/** The overlay over a station's camera, and the picture of docs/CONSOLE.md. */
@Tag("long")
class ConsolePictureTest {
  @TempDir private Path scratch;

  /** A table with a plate and a cup; the cup may stand elsewhere. */
  private static byte[] table(int cupX) throws IOException {
    BufferedImage image = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D draw = image.createGraphics();
    draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    draw.setColor(new Color(0x3b434f));
    draw.fillRect(0, 0, 640, 400);
    draw.setColor(new Color(0xb58a5a));
    draw.fillPolygon(new int[] {90, 550, 640, 0}, new int[] {110, 110, 400, 400}, 4);
    draw.setColor(new Color(0xeef1f4));
    draw.fillOval(120, 230, 210, 100);
    draw.setColor(new Color(0xc9d0d8));
    draw.drawOval(155, 247, 140, 64);
    draw.setColor(new Color(0x2f6fb2));
    draw.fillRect(cupX, 190, 80, 84);
    draw.fillOval(cupX, 258, 80, 32);
    draw.setColor(new Color(0x1d4a7c));
    draw.fillOval(cupX, 174, 80, 32);
    draw.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  @Test
  void theSceneIsLaidOverTheStationsCamera() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "no Chromium on the path");
    Path scenes = Files.createDirectories(scratch.resolve("scenes/clear-table"));
    Files.write(scenes.resolve("1.jpg"), table(420));
    byte[] live = table(385);
    StationCamera camera = new StationCamera(() -> new ByteArrayInputStream(live));
    try (ConsoleTrial trial =
            new ConsoleTrial(
                ConsoleTrial.seal(scratch, "trial", 2),
                ConsoleTrial.keys(scratch),
                0,
                Optional.of(camera),
                Optional.of(scenes.getParent()));
        Chromium browser = Chromium.start(scratch.resolve("profile"))) {
      Page page = browser.device();
      page.open(trial.console.invite(Role.OPERATOR));
      page.awaitView("pair");
      page.await("document.querySelector('#pair-form').onsubmit !== null");
      page.tap("#pair-name");
      page.type("ada");
      page.tap("#pair-go");
      page.awaitView("ready");
      page.await("document.getElementById('live').naturalWidth === 640");
      page.await("document.getElementById('reference').naturalWidth === 640");
      page.await("document.getElementById('reference').classList.contains('over')");
      assertEquals("0.5", page.eval("document.getElementById('reference').style.opacity").asText());
      page.eval("document.activeElement.blur(), window.scrollTo(0, 0)");
      Path picture = Path.of(System.getProperty("console.picture", scratch + "/console.png"));
      page.picture(picture, false);
      assertTrue(Files.size(picture) > 20_000);
      // With the slider at its end the reference alone is seen; it moves by keys.
      page.eval("document.getElementById('opacity').focus()");
      for (int i = 0; i < 10; i++) {
        page.press("ArrowRight");
      }
      page.await("document.getElementById('reference').style.opacity === '0.6'");
      page.tap("#start");
      page.awaitView("running");
      Thread.sleep(1200);
      page.tap("#failure");
      page.awaitView("outcome");
      assertEquals(List.of(), page.complaints);
    }
    assertTrue(
        Files.list(scratch.resolve("trial/videos"))
            .anyMatch(file -> file.toString().endsWith(".mjpeg")),
        "the rollout was filmed");
  }
}
