package org.pollex.hardware.geometry;

/** An axis-aligned box, both ends included. */
public record Box(Vec3 low, Vec3 high) {
  /** Refuses a box whose low corner is above its high corner on some axis. */
  public Box {
    if (!(low.x() <= high.x() && low.y() <= high.y() && low.z() <= high.z())) {
      throw new IllegalArgumentException("box with low " + low + " above high " + high);
    }
  }

  /** Returns true when the point is inside or on the border. */
  public boolean contains(Vec3 p) {
    return p.equals(clamp(p));
  }

  /** Returns the nearest point of the box. */
  public Vec3 clamp(Vec3 p) {
    return new Vec3(
        Math.clamp(p.x(), low.x(), high.x()),
        Math.clamp(p.y(), low.y(), high.y()),
        Math.clamp(p.z(), low.z(), high.z()));
  }
}
