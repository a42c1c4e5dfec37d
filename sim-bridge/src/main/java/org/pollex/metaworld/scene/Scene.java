package org.pollex.metaworld.scene;

/**
 * One world of one Meta-World scene. Names are looked up once, when a task is made; a name that the
 * scene lacks is an {@link IllegalArgumentException} then.
 */
public interface Scene {
  /** Returns a body's frame. */
  Frame body(String name);

  /** Returns a site's frame. */
  Frame site(String name);

  /** Returns a geom's frame. */
  Frame geom(String name);

  /** Returns the place of a body in its parent, for moving it. */
  Mount bodyMount(String name);

  /** Returns the place of a site in its body, for moving it. */
  Mount siteMount(String name);

  /** Returns the index of a joint's first number in {@code qpos}. */
  int positionIndex(String joint);

  /** Returns the index of a joint's first number in {@code qvel}. */
  int velocityIndex(String joint);

  /** Returns one number of {@code qpos}. */
  double position(int index);

  /** Sets one number of {@code qpos}. */
  void setPosition(int index, double value);

  /** Sets one number of {@code qvel}. */
  void setVelocity(int index, double value);

  /** Advances the physics by {@code count} steps of 2.5 ms. */
  void step(int count);

  /** Recomputes everything that follows from the present state. */
  void forward();

  /** Whether both finger pads press on this geom: the contact forces of each add up to > 0. */
  boolean heldByBothPads(int geom);
}
