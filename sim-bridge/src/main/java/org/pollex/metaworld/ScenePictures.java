package org.pollex.metaworld;

import java.awt.image.BufferedImage;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjObject;
import org.pollex.mujoco.camera.PictureCamera;
import org.pollex.sim.metaworld.Metaworld;

/** Pictures of an environment by its scene's own cameras. */
public final class ScenePictures implements AutoCloseable {
  /** The scenes' cameras. */
  public static final List<String> CAMERAS =
      List.of("topview", "corner", "corner2", "corner3", "corner4", "behindGripper", "gripperPOV");

  private final MjModel model;
  private final PictureCamera camera;

  /** Takes pictures of the model's environments with a camera. */
  public ScenePictures(MjModel model, PictureCamera camera) {
    this.model = model;
    this.camera = camera;
  }

  /** Returns [height][width] pixels of RGB, the right way up. */
  public BufferedImage take(MetaworldEnv env, String name) {
    if (!CAMERAS.contains(name)) {
      throw BadInputException.unknownName("camera", name, CAMERAS);
    }
    BufferedImage seen = camera.take(env.scene().data(), model.id(MjObject.CAMERA, name));
    return Metaworld.hangs(name) ? turned(seen) : seen;
  }

  private static BufferedImage turned(BufferedImage hanging) {
    int width = hanging.getWidth();
    int height = hanging.getHeight();
    BufferedImage picture = new BufferedImage(width, height, hanging.getType());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, hanging.getRGB(width - 1 - x, height - 1 - y));
      }
    }
    return picture;
  }

  @Override
  public void close() {
    camera.close();
  }
}
