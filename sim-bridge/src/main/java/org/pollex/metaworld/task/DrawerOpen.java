package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Pull a drawer out by its handle. */
final class DrawerOpen extends DrawerTask {
  static final TaskSpec SPEC =
      TaskSpec.of("drawer-open-v3", "sawyer_drawer.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(-0.1, 0.9, 0), xyz(0.1, 0.9, 0))
          .make(DrawerOpen::new);

  private final Vec3 handleStart = new Vec3();

  DrawerOpen(Scene scene) {
    super(scene, SPEC, 0.2);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    cabinet.place(objectStart);
    target.set(objectStart).add(0, -0.16 - travel, 0.09);
    mark.place(target);
  }

  @Override
  protected void look() {
    drawer.read(object).add(0, -0.16, 0);
    drawer.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, hand);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, 0.02, travel);
    handleStart.set(target).add(0, travel, 0);
    double margin = distance(handleStart, tcpStart, 3, 3, 1);
    t.grasp = longTail(distance(object, hand, 3, 3, 1), 0.01, margin);
    return (t.grasp + t.inPlace) * 5;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= 0.03,
        indicator(t.toObject <= 0.03),
        indicator(t.opened > 0),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
