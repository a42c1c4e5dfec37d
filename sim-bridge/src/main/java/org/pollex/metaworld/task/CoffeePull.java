package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.scene.Vec3.norm;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Drag a mug out from under the coffee machine to a mark. */
final class CoffeePull extends CoffeeMugTask {
  static final TaskSpec SPEC =
      TaskSpec.of("coffee-pull-v3", "sawyer_coffee.xml")
          .hand(0, 0.4, 0.2)
          .places(
              xyz(-0.05, 0.7, -0.001),
              xyz(0.05, 0.75, 0.001),
              xyz(-0.1, 0.55, -0.001),
              xyz(0.1, 0.65, 0.001))
          .apart(0.15)
          .make(CoffeePull::new);

  CoffeePull(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    place(randVec, 0);
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(tcp, object);
    double pull = distanceXy(object, target);
    t.toTarget = distance(object, target);
    // The package measures from the world's origin here, so the first branch is never taken.
    double above = norm(object.x, object.y, tcpStart.z);
    double reaching = -above;
    if (above < Classic.NEAR) {
      reaching = -reach + 0.1 + (reach < Classic.NEAR ? squeeze() : 0);
    }
    double pulling = reach < Classic.NEAR ? Math.max(Classic.closeness(farthest, pull), 0) : 0;
    return reaching + pulling;
  }
}
