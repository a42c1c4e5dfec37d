package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Slide a puck around a wall to a mark. */
final class PushWall extends PushTask {
  private static final Caging CAGING = new Caging(0.015, 0.05, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("push-wall-v3", "sawyer_push_wall_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.05, 0.6, 0.015),
              xyz(0.05, 0.65, 0.015),
              xyz(-0.05, 0.85, 0.01),
              xyz(0.05, 0.9, 0.02))
          .apart(0.15)
          .make(PushWall::new);

  private final Vec3 besideWall = new Vec3();

  PushWall(Scene scene) {
    super(scene, SPEC, true);
  }

  @Override
  protected double rewardV2(Terms t) {
    besideWall.set(-0.05, 0.77, object.z);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    double margin = distance(objectStart, besideWall, 3, 1, 1);
    double beside = longTail(distance(object, besideWall, 3, 1, 1), RADIUS, margin);
    t.grasp = CAGING.of(this, object, objectStart);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    Precision p = precision;
    double reward = p.product(2, t.grasp);
    if (t.toObject >= 0.02 || opened <= 0) {
      return reward;
    }
    return object.y > 0.75
        ? p.sum(p.sum(p.sum(reward, 1), 4), 3 * t.inPlace)
        : p.sum(p.sum(reward, 1), 4 * beside);
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, 0.07, false);
  }
}
