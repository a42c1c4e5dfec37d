package org.pollex.sim.client;

import java.util.Optional;
import org.pollex.hardware.geometry.Pose;
import org.pollex.sim.v1.CameraSpec;

/**
 * A pinhole camera: one of the scene's own, by name, or a free one.
 *
 * <p>Camera frame C: x right, y up, looking along -z.
 *
 * @param name how results call it
 * @param x_WC pose of a free camera in the world; empty = the scene's camera of this name
 * @param fovyDegrees vertical field of view of a free camera, degrees
 * @param width pixels
 * @param height pixels
 */
public record Camera(String name, Optional<Pose> x_WC, double fovyDegrees, int width, int height) {
  /** A camera that the scene defines. */
  public static Camera ofScene(String name, int width, int height) {
    return new Camera(name, Optional.empty(), 0, width, height);
  }

  CameraSpec message() {
    CameraSpec.Builder message =
        CameraSpec.newBuilder().setName(name).setWidth(width).setHeight(height);
    if (x_WC.isPresent()) {
      message.setXWc(PoseCodec.encode(x_WC.get())).setFovyDegrees(fovyDegrees);
    } else {
      message.setModelCamera(name);
    }
    return message.build();
  }

  static Camera of(CameraSpec message) {
    return new Camera(
        message.getName(),
        Optional.of(PoseCodec.decode(message.getXWc())),
        message.getFovyDegrees(),
        message.getWidth(),
        message.getHeight());
  }
}
