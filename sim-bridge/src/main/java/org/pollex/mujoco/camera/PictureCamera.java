package org.pollex.mujoco.camera;

import java.awt.image.BufferedImage;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjRenderer;

/**
 * Takes pictures for people on every machine: MuJoCo's own renderer where OpenGL works, shaded rays
 * where it does not.
 */
public interface PictureCamera extends AutoCloseable {
  /**
   * Takes a picture by a camera of the model.
   *
   * @param data a world of this camera's model, after {@code forward} or a step
   * @return [height][width] pixels of RGB
   */
  BufferedImage take(MjData data, int camera);

  @Override
  void close();

  /** For a single picture: OpenGL wherever there is one. */
  static PictureCamera best(MjModel model, int width, int height) {
    return Rendering.openGl() == MjRenderer.OpenGl.NONE
        ? rays(model, width, height)
        : renderer(model, width, height);
  }

  /**
   * For many pictures: OpenGL only where a GPU draws. In software a picture takes a fifth of a
   * second and a new scene more than half of one; rays take some milliseconds.
   */
  static PictureCamera fast(MjModel model, int width, int height) {
    return Rendering.openGl() == MjRenderer.OpenGl.GPU
        ? renderer(model, width, height)
        : rays(model, width, height);
  }

  private static PictureCamera renderer(MjModel model, int width, int height) {
    MjRenderer renderer = new MjRenderer(model, width, height);
    return new PictureCamera() {
      @Override
      public BufferedImage take(MjData data, int camera) {
        return renderer.take(data, camera);
      }

      @Override
      public void close() {
        renderer.close();
      }
    };
  }

  private static PictureCamera rays(MjModel model, int width, int height) {
    RayCamera rays = new RayCamera(new RayScene(model));
    RayImage image = new RayImage(width, height);
    ShadedPicture paint = new ShadedPicture(model);
    return new PictureCamera() {
      @Override
      public BufferedImage take(MjData data, int camera) {
        rays.take(data, camera, image);
        return paint.paint(image);
      }

      @Override
      public void close() {
        // Rays hold nothing but Java memory.
      }
    };
  }
}
