package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Slide a mug under the coffee machine's spout. */
final class CoffeePush extends CoffeeMugTask {
  static final TaskSpec SPEC =
      TaskSpec.of("coffee-push-v3", "sawyer_coffee.xml")
          .hand(0, 0.4, 0.2)
          .places(
              xyz(-0.1, 0.55, -0.001),
              xyz(0.1, 0.65, 0.001),
              xyz(-0.05, 0.7, -0.001),
              xyz(0.05, 0.75, 0.001))
          .apart(0.15)
          .make(CoffeePush::new);

  CoffeePush(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    place(randVec, 3);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(object, target);
    return Classic.reachThenMove(distance(tcp, object), farthest, distanceXy(object, target));
  }
}
