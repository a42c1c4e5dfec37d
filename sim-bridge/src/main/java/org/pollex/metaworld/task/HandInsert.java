package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** Carry or drag a block into a hole in the table. */
final class HandInsert extends Task {
  private static final double RADIUS = 0.05;
  private static final Caging CAGING = new Caging(0.015, 0.05, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("hand-insert-v3", "sawyer_table_with_hole.xml")
          .hand(0, 0.6f, 0.2f)
          .commandFrom(-0.5, 0.4, -0.15)
          .places(
              xyz(-0.1, 0.6, 0.05),
              xyz(0.1, 0.7, 0.05),
              xyz(-0.04, 0.8, -0.0201),
              xyz(0.04, 0.88, -0.0199))
          .apart(0.15)
          .make(HandInsert::new);

  private final Frame block = scene.body("obj");
  private final Frame blockGeom = scene.geom("objGeom");
  private final Mount mark = scene.siteMount("goal");
  private double farthest;

  HandInsert(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], 0.05);
    target.set(randVec, 3);
    moveObject(objectStart);
    mark.place(target);
    farthest = Math.abs(handStart.z - target.z);
  }

  @Override
  protected void look() {
    block.read(object);
    block.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    t.grasp = CAGING.of(this, object, objectStart);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    return t.toObject < 0.02 && opened > 0 ? precision.sum(reward, 1 + 7 * t.inPlace) : reward;
  }

  /** Wants the hand itself over the hole and down, with or without the block. */
  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(objectStart, target);
    return Classic.reachThenMove(distanceXy(tcp, target), farthest, Math.abs(tcp.z - target.z));
  }

  @Override
  protected void judge(Terms t, Info info) {
    boolean lifted = t.opened > 0 && object.z - 0.02 > objectStart.z;
    info.set(
        t.toTarget <= 0.05,
        indicator(t.toObject <= 0.03),
        indicator(lifted && scene.heldByBothPads(blockGeom.id())),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
