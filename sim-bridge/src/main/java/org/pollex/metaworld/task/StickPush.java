package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Grasp a stick and push a thermos with it. */
final class StickPush extends StickTask {
  private static final double RADIUS = 0.12;
  private static final Caging CAGING = new Caging(0.04, 0.05, 0.01, 0.01);

  static final TaskSpec SPEC =
      TaskSpec.of("stick-push-v3", "sawyer_stick_obj.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.08, 0.58, 0),
              xyz(-0.03, 0.62, 0.001),
              xyz(0.399, 0.55, 0.1319),
              xyz(0.401, 0.6, 0.1321))
          .apart(0.1)
          .make(StickPush::new);

  private final Vec3 grip = new Vec3();

  StickPush(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    placeAll(randVec, insertion.z(), 0);
  }

  @Override
  protected void look() {
    super.look();
    insertion.read(second).add(0, 0.09, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    grip.set(object).add(0.015, 0, 0);
    t.opened = opened;
    t.toObject = distance(grip, tcp);
    t.toTarget = distance(second, target);
    t.inPlace = longTail(distance(grip, target), RADIUS, distance(stickStart, target) - RADIUS);
    double moved = longTail(t.toTarget, RADIUS, distance(objectStart, target) - RADIUS);
    t.grasp = CAGING.of(this, grip, stickStart);
    boolean held = t.toObject < 0.02 && opened > 0 && grip.z - 0.01 > stickStart.z;
    if (!held) {
      return t.grasp;
    }
    t.grasp = 1;
    return t.toTarget <= RADIUS ? 10 : 2 + 5 * t.inPlace + 3 * moved;
  }

  @Override
  protected double rewardV1(Terms t) {
    return moveV1(t, 0.001, 0.0001);
  }

  @Override
  protected void judge(Terms t, Info info) {
    boolean lifted = t.opened > 0 && object.z - 0.01 > stickStart.z;
    boolean held = lifted && scene.heldByBothPads(stickGeom.id());
    info.set(
        held && distance(second, target) <= RADIUS,
        indicator(t.toObject <= 0.03),
        indicator(held),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
