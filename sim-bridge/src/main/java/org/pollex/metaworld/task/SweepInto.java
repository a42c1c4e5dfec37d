package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Sweep a block into a hole in the table. */
final class SweepInto extends PuckTask {
  private static final double RADIUS = 0.05;
  private static final Pinch PINCH = new Pinch(0.02, 0.005, 0.01);

  static final TaskSpec SPEC =
      TaskSpec.of("sweep-into-v3", "sawyer_table_with_hole.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.1, 0.6, 0.02),
              xyz(0.1, 0.7, 0.02),
              xyz(-0.001, 0.8399, 0.0199),
              xyz(0.001, 0.8401, 0.0201))
          .apart(0.15, 0, 0.84)
          .make(SweepInto::new);

  private final Vec3 atHeight = new Vec3();
  private double farthest;

  SweepInto(Scene scene) {
    super(scene, SPEC, false);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], settledHeight());
    target.set(0, 0.84, 0.02);
    moveObject(objectStart);
    mark.place(target);
    farthest = distanceXy(objectStart, target);
  }

  @Override
  protected double rewardV2(Terms t) {
    atHeight.set(target.x, target.y, object.z);
    t.opened = opened;
    t.toTarget = distance(object, atHeight);
    t.toObject = distance(object, tcp);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, atHeight));
    t.grasp = PINCH.of(this, object, objectStart);
    return t.toTarget < RADIUS ? 10 : 2 * t.grasp + 6 * hamacher(t.grasp, t.inPlace);
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(tcp, object);
    boolean near = reach < Classic.NEAR;
    boolean fallen = object.z < objectStart.z - 0.05 && 0.4 < object.y && object.y < 1;
    t.toTarget = fallen ? 0 : distanceXy(object, target);
    double sweep = near ? Math.max(Classic.closeness(farthest, t.toTarget), 0) : 0;
    return (fallen ? 0 : -reach) + sweep;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, RADIUS, true);
  }
}
