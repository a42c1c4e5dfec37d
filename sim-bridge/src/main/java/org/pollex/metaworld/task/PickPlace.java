package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Pick up a puck and bring it to a goal in the air. */
final class PickPlace extends CarryTask {
  private static final double PUCK = 0.015;

  static final TaskSpec SPEC =
      TaskSpec.of("pick-place-v3", "sawyer_pick_place_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.1, 0.6, 0.02), xyz(0.1, 0.7, 0.02), xyz(-0.1, 0.8, 0.05), xyz(0.1, 0.9, 0.3))
          .apart(0.15)
          .make(PickPlace::new);

  PickPlace(Scene scene) {
    super(scene, SPEC, false);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    t.grasp = grasp();
    if (t.toTarget < RADIUS) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    boolean lifted = t.toObject < 0.02 && opened > 0 && object.z - 0.01 > objectStart.z;
    return lifted ? precision.sum(reward, 1 + 5 * t.inPlace) : reward;
  }

  /** As {@link Caging}, but each pad has its own side of the puck. */
  private double grasp() {
    double caged = Pinch.cage(this, object, objectStart, PUCK, 0.005);
    double squeezed = caged > 0.97 ? Caging.squeeze(this, 1) : Caging.unsqueezed(this);
    return precision.mean(precision.hamacher(caged, squeezed), caged);
  }
}
