package org.pollex.metaworld.scene;

/** Where a scene has a fixture or a mark, in the frame of the body that carries it. */
public interface Mount {
  /**
   * Puts it somewhere else in this one world; takes effect with the next step or forward pass.
   *
   * @param x metres
   * @param y metres
   * @param z metres
   */
  void place(double x, double y, double z);

  /** Puts it at a point. */
  default void place(Vec3 point) {
    place(point.x, point.y, point.z);
  }

  /** Copies where it is. */
  Vec3 read(Vec3 into);
}
