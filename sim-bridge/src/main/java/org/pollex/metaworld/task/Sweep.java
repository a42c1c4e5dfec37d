package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Sweep a block off the table's edge at +x. */
final class Sweep extends PuckTask {
  private static final double RADIUS = 0.05;
  private static final Pinch PINCH = new Pinch(0.02, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("sweep-v3", "sawyer_sweep_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.1, 0.6, 0.02), xyz(0.1, 0.7, 0.02))
          .goals(xyz(0.49, 0.6, 0), xyz(0.51, 0.7, 0.02))
          .make(Sweep::new);

  private double farthest;

  Sweep(Scene scene) {
    super(scene, SPEC, false);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], 0.02);
    target.set(0.5, randVec[1], 0.01);
    moveObject(objectStart);
    mark.place(target);
    farthest = distanceXy(objectStart, target);
  }

  @Override
  protected void look() {
    puck.read(object);
    puck.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toTarget = distance(object, target);
    t.toObject = distance(object, tcp);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    t.grasp = PINCH.of(this, object, objectStart);
    return t.toTarget < RADIUS ? 10 : 2 * t.grasp + 6 * hamacher(t.grasp, t.inPlace);
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    boolean near = reach < Classic.NEAR;
    boolean fallen = object.z < objectStart.z - 0.05;
    t.toTarget = fallen ? 0 : distanceXy(object, target);
    double sweep = near ? Math.max(Classic.closeness(farthest, t.toTarget), 0) : 0;
    return (fallen ? 0 : -reach) + sweep;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, RADIUS, true);
  }
}
