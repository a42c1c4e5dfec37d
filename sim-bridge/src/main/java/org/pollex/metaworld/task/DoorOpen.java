package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.scene.Vec3.norm;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Pull a door open by its handle. */
final class DoorOpen extends DoorTask {
  static final TaskSpec SPEC =
      TaskSpec.of("door-open-v3", "sawyer_door_pull.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(0, 0.85, 0.15), xyz(0.1, 0.95, 0.15))
          .goals(xyz(-0.3, 0.4, 0.1499), xyz(-0.2, 0.5, 0.1501))
          .make(DoorOpen::new);

  private final Vec3 edge = new Vec3();

  DoorOpen(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    placeDoor(randVec, -0.3, -0.45, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.grasp = (Math.clamp(effort, -1f, 1f) + 1f) / 2f;
    t.toObject = ready();
    t.inPlace = openedSoFar(scene.position(hinge));
    return success() ? 10 : 2 * hamacher(t.toObject, t.grasp) + 8 * t.inPlace;
  }

  /** Whether the hand is between handle and door, having come there from above. */
  private double ready() {
    edge.set(object).add(-0.05, 0, 0);
    double radius = distanceXy(hand, edge);
    double floor = radius <= 0.12 ? 0 : 0.04 * Math.log(radius - 0.12) + 0.4;
    double aboveFloor = hand.z >= floor ? 1 : longTail(floor - hand.z, 0.01, floor / 2);
    double gap = norm(hand.x - edge.x - 0.05, hand.y - edge.y - 0.03, hand.z - edge.z + 0.01);
    return hamacher(aboveFloor, longTail(gap, 0.12 / 2, 0.5));
  }

  private static double openedSoFar(double angle) {
    double left = Math.PI / 2 + Math.PI / 6 + angle;
    return 0.2 * indicator(angle < -Math.PI / 90) + 0.8 * longTail(left, 0.5, Math.PI / 3);
  }

  private boolean success() {
    return Math.abs(object.x - target.x) <= 0.08;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(success(), t.toObject, indicator(t.grasp >= 0.5), t.grasp, t.inPlace, 0);
  }
}
