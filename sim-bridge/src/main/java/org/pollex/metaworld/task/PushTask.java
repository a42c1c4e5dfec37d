package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;

import org.pollex.metaworld.scene.Scene;

/** The tasks that slide a puck to a mark, at the height to which it settled. */
abstract class PushTask extends PuckTask {
  protected static final double RADIUS = 0.05;

  private double farthest;

  PushTask(Scene scene, TaskSpec spec, boolean seesGeom) {
    super(scene, spec, seesGeom);
  }

  @Override
  protected void place(double[] randVec) {
    double height = settledHeight();
    objectStart.set(randVec[0], randVec[1], height);
    target.set(randVec[3], randVec[4], height);
    moveObject(objectStart);
    mark.place(target);
    farthest = distanceXy(objectStart, target);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distanceXy(object, target);
    return Classic.reachThenMove(distance(tcp, object), farthest, t.toTarget);
  }
}
