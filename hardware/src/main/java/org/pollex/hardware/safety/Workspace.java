package org.pollex.hardware.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;

/**
 * Where a tool may be and how it may point, in the frame of the robot's base.
 *
 * @param planes half-spaces that the tool's origin stays in
 * @param cone how the tool's z axis may point
 */
public record Workspace(List<Plane> planes, Optional<Cone> cone) {
  /** Everywhere. */
  public static final Workspace UNLIMITED = new Workspace(List.of(), Optional.empty());

  /**
   * All points p with normal · p ≥ offset.
   *
   * @param normal unit vector into the allowed side
   * @param offset metres
   */
  public record Plane(Vec3 normal, double offset) {}

  /**
   * All directions within an angle of an axis.
   *
   * @param axis unit vector
   * @param angle rad, from 0 to π
   */
  public record Cone(Vec3 axis, double angle) {}

  /** Copies the list. */
  public Workspace {
    planes = List.copyOf(planes);
  }

  /** Returns this, inside a box as well. */
  public Workspace within(Box box) {
    List<Plane> all = new ArrayList<>(planes);
    all.add(new Plane(new Vec3(1, 0, 0), box.low().x()));
    all.add(new Plane(new Vec3(0, 1, 0), box.low().y()));
    all.add(new Plane(new Vec3(0, 0, 1), box.low().z()));
    all.add(new Plane(new Vec3(-1, 0, 0), -box.high().x()));
    all.add(new Plane(new Vec3(0, -1, 0), -box.high().y()));
    all.add(new Plane(new Vec3(0, 0, -1), -box.high().z()));
    return new Workspace(all, cone);
  }
}
