package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** The tasks that are solved by the gripper's own position. */
abstract class ReachTask extends Task {
  private final Frame puck = scene.body("obj");
  private final Frame puckGeom = scene.geom("objGeom");
  private final Mount mark = scene.siteMount("goal");
  private double farthest;

  ReachTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    target.set(randVec, 3);
    moveObject(objectStart);
    mark.place(target);
    farthest = distance(tcpStart, target);
  }

  @Override
  protected void look() {
    puck.read(object);
    puckGeom.readXyzw(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(tcp, target);
    t.inPlace = longTail(t.toTarget, 0.05, distance(handStart, target));
    return 10 * t.inPlace;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(tcp, target);
    return Math.max(Classic.closeness(farthest, t.toTarget), 0);
  }
}
