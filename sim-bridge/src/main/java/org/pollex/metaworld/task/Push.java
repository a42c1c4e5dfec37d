package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Scene;

/** Slide a puck to a mark on the table. */
final class Push extends PushTask {
  private static final Caging CAGING = new Caging(0.015, 0.05, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("push-v3", "sawyer_push_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.1, 0.6, 0.02), xyz(0.1, 0.7, 0.02), xyz(-0.1, 0.8, 0.01), xyz(0.1, 0.9, 0.02))
          .apart(0.15)
          .make(Push::new);

  Push(Scene scene) {
    super(scene, SPEC, false);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    t.grasp = CAGING.of(this, object, objectStart);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    Precision p = precision;
    double reward = p.product(2, t.grasp);
    boolean near = t.toObject < 0.02 && opened > 0;
    return near ? p.sum(reward, p.sum(p.sum(1, reward), 5 * t.inPlace)) : reward;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, RADIUS, false);
  }
}
