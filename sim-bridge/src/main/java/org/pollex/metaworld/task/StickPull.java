package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Hook a stick in the handle of a thermos and pull. */
final class StickPull extends StickTask {
  private static final double RADIUS = 0.05;
  private static final Caging CAGING = new Caging(0.014, 0.05, 0.01, 0.01);

  static final TaskSpec SPEC =
      TaskSpec.of("stick-pull-v3", "sawyer_stick_obj.xml")
          .hand(0, 0.6, 0.2)
          .commandFrom(-0.5, 0.35, 0.05)
          .places(
              xyz(-0.1, 0.55, 0),
              xyz(0, 0.65, 0.001),
              xyz(0.35, 0.45, 0.0199),
              xyz(0.45, 0.55, 0.0201))
          .apart(0.1)
          .make(StickPull::new);

  private final Frame stickEnd = scene.site("stick_end");
  private final Vec3 container = new Vec3();
  private final Vec3 containerStart = new Vec3();

  StickPull(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    placeAll(randVec, 0.02, 0.09);
  }

  @Override
  protected void look() {
    super.look();
    insertion.read(second);
  }

  @Override
  protected double rewardV2(Terms t) {
    container.set(second).add(0.05, 0, 0);
    containerStart.set(objectStart).add(0.05, 0, 0);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(second, target);
    double margin = distance(stickStart, containerStart, 1, 1, 2);
    t.inPlace = longTail(distance(object, container, 1, 1, 2), RADIUS, margin);
    t.grasp = CAGING.of(this, object, objectStart);
    boolean held = t.toObject < 0.02 && opened > 0 && object.z - 0.01 > stickStart.z;
    if (!held) {
      return precision.hamacher(t.grasp, t.inPlace);
    }
    t.grasp = 1;
    double grasped = Precision.DOUBLE.hamacher(1, t.inPlace);
    if (!inserted()) {
      return 1 + grasped + 5 * t.inPlace;
    }
    if (t.toTarget <= 0.12) {
      return 10;
    }
    double stickThere = longTail(distance(object, target), RADIUS, distance(stickStart, target));
    double containerThere =
        longTail(distance(container, target), RADIUS, distance(objectStart, target));
    return 1 + grasped + 5 + 2 * stickThere + 1 * containerThere;
  }

  /** Whether the stick's end is through the handle. */
  private boolean inserted() {
    return stickEnd.x() >= second.x
        && Math.abs(stickEnd.y() - second.y) <= 0.04
        && Math.abs(stickEnd.z() - second.z) <= 0.06;
  }

  @Override
  protected double rewardV1(Terms t) {
    return moveV1(t, 0.01, 0.001);
  }

  @Override
  protected void judge(Terms t, Info info) {
    boolean lifted = t.opened > 0 && object.z - 0.02 > objectStart.z;
    info.set(
        distance(second, target) <= 0.12 && inserted(),
        indicator(t.toObject <= 0.03),
        indicator(lifted && scene.heldByBothPads(stickGeom.id())),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
