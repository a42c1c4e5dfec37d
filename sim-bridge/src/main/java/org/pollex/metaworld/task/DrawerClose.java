package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.gaussian;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Push a fully open drawer shut. */
final class DrawerClose extends DrawerTask {
  private static final double RADIUS = 0.05;

  static final TaskSpec SPEC =
      TaskSpec.of("drawer-close-v3", "sawyer_drawer.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(-0.1, 0.9, 0), xyz(0.1, 0.9, 0))
          .make(DrawerClose::new);

  DrawerClose(Scene scene) {
    super(scene, SPEC, 0.15);
  }

  @Override
  protected void place(double[] randVec) {
    cabinet.place(randVec[0], randVec[1], randVec[2]);
    target.set(randVec, 0).add(0, -0.16, 0.09);
    scene.setPosition(9, -travel);
    scene.forward();
    look();
    objectStart.set(object);
    mark.place(target);
  }

  @Override
  protected void look() {
    drawer.read(object).add(0, -0.16, 0.05);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, Math.abs(distance(objectStart, target) - RADIUS));
    t.toObject = distance(object, tcp);
    double margin = Math.abs(distance(objectStart, tcpStart) - 0.005);
    t.grasp = Caging.closed(this, gaussian(t.toObject, 0.005, margin));
    return shut(t) ? 10 : precision.product(precision.hamacher(t.grasp, t.inPlace), 10);
  }

  private static boolean shut(Terms t) {
    return t.toTarget <= RADIUS + 0.015;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(shut(t), indicator(t.toObject <= 0.01), 1, t.grasp, t.inPlace, t.toTarget);
  }
}
