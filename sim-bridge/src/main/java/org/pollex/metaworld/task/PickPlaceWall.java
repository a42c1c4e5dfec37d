package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Carry a puck over a wall to a goal in the air. */
final class PickPlaceWall extends CarryTask {
  private static final Caging CAGING =
      new Caging(0.015, 0.05, 0.01, 0.005).density(Caging.Density.LOW);

  static final TaskSpec SPEC =
      TaskSpec.of("pick-place-wall-v3", "sawyer_pick_place_wall_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.05, 0.6, 0.015),
              xyz(0.05, 0.65, 0.015),
              xyz(-0.05, 0.85, 0.05),
              xyz(0.05, 0.9, 0.3))
          .apart(0.15)
          .make(PickPlaceWall::new);

  private final Vec3 overWall = new Vec3();

  PickPlaceWall(Scene scene) {
    super(scene, SPEC, true);
  }

  @Override
  protected double rewardV2(Terms t) {
    overWall.set(target.x, 0.77, 0.25);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    double margin = distance(objectStart, overWall, 1, 1, 3);
    double over = longTail(distance(object, overWall, 1, 1, 3), RADIUS, margin);
    t.grasp = CAGING.of(this, object, objectStart);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    Precision p = precision;
    double grasped = p.hamacher(t.grasp, over);
    boolean lifted = t.toObject < 0.02 && opened > 0 && object.z - 0.015 > objectStart.z;
    if (!lifted) {
      return grasped;
    }
    return object.y > 0.75
        ? p.sum(p.sum(p.sum(grasped, 1), 4), 3 * t.inPlace)
        : p.sum(p.sum(grasped, 1), 4 * over);
  }
}
