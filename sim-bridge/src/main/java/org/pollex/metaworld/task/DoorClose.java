package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.gaussian;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Push an open door shut. */
final class DoorClose extends DoorTask {
  private static final double RADIUS = 0.05;

  static final TaskSpec SPEC =
      TaskSpec.of("door-close-v3", "sawyer_door_pull.xml")
          .hand(-0.5, 0.6f, 0.2f)
          .places(xyz(0, 0.85, 0.15), xyz(0.1, 0.95, 0.15))
          .goals(xyz(0.2, 0.65, 0.1499), xyz(0.3, 0.75, 0.1501))
          .make(DoorClose::new);

  DoorClose(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    placeDoor(randVec, 0.2, -0.2, -1.5708);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(object, target);
    double shut = gaussian(t.toTarget, RADIUS, distance(objectStart, target));
    double handMargin = distance(handStart, object) + 0.1;
    t.inPlace = gaussian(distance(tcp, target), 0.25 * RADIUS, handMargin);
    return t.toTarget < RADIUS ? 10 : 3 * t.inPlace + 6 * shut;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.toTarget <= 0.08, 0, 1, 1, t.inPlace, t.toTarget);
  }
}
