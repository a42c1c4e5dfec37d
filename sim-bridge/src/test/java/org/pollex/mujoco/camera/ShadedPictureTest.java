package org.pollex.mujoco.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjObject;
import org.pollex.mujoco.MuJoCo;

/** A person recognises the scene: colours are the geoms', and shading shows their shape. */
class ShadedPictureTest {
  @Test
  void aBallIsBrightestInItsMiddle() {
    try (MjModel model =
            MjModel.parse(
                "<mujoco><worldbody><camera name='c' pos='0 -3 0' xyaxes='1 0 0 0 0 1'/>"
                    + "<geom size='1' rgba='1 0 0 1'/></worldbody></mujoco>");
        MjData data = model.newData()) {
      data.forward();
      RayImage image = new RayImage(64, 64);
      new RayCamera(new RayScene(model)).take(data, 0, image);
      BufferedImage picture = new ShadedPicture(model).paint(image);
      int middle = picture.getRGB(32, 32) & 0xFFFFFF;
      int edge = picture.getRGB(32, 8) & 0xFFFFFF;
      assertTrue(middle >> 16 > 240 && (middle & 0xFFFF) == 0, Integer.toHexString(middle));
      assertTrue(edge >> 16 < middle >> 16, Integer.toHexString(edge));
      assertEquals(0xE8ECF0, picture.getRGB(0, 0) & 0xFFFFFF);
    }
  }

  @Test
  void metaworldIsPainted() throws IOException {
    Path scene =
        MuJoCo.file()
            .getParent()
            .resolveSibling("metaworld")
            .resolve("assets/sawyer_xyz/sawyer_drawer.xml");
    try (MjModel model = MjModel.load(scene);
        MjData data = model.newData()) {
      data.forward();
      RayImage image = new RayImage(480, 360);
      new RayCamera(new RayScene(model)).take(data, model.id(MjObject.CAMERA, "topview"), image);
      BufferedImage picture = new ShadedPicture(model).paint(image);
      File file = File.createTempFile("drawer", ".png");
      ImageIO.write(picture, "png", file);
      assertTrue(picture.getRGB(0, 0, 480, 360, null, 0, 480).length > 0);
      assertTrue(file.delete());
    }
  }
}
