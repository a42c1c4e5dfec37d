package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Slide a puck towards the robot to a mark. */
final class PushBack extends PushTask {
  private static final Pinch PINCH = new Pinch(0.007, 0.003, 0.01);

  static final TaskSpec SPEC =
      TaskSpec.of("push-back-v3", "sawyer_push_back_v3.xml")
          .hand(0, 0.6f, 0.2f)
          .places(
              xyz(-0.1, 0.8, 0.02),
              xyz(0.1, 0.85, 0.02),
              xyz(-0.1, 0.6, 0.0199),
              xyz(0.1, 0.7, 0.0201))
          .apart(0.15)
          .make(PushBack::new);

  PushBack(Scene scene) {
    super(scene, SPEC, true);
  }

  @Override
  protected double rewardV2(Terms t) {
    double first = distance(objectStart, target);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, first);
    t.grasp = PINCH.of(this, object, objectStart);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    double reward = hamacher(t.grasp, t.inPlace);
    boolean pinched = t.toObject < 0.01 && 0 < opened && opened < 0.55;
    return pinched && first - t.toTarget > 0.01 ? reward + (1 + 5 * t.inPlace) : reward;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, 0.07, false);
  }
}
