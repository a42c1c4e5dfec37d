package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Pressing down a handle. */
abstract class HandlePressTask extends Task {
  private static final double RADIUS = 0.02;

  private final Frame handle = scene.site("handleStart");
  private final Frame goal = scene.site("goalPress");
  private final Mount box = scene.bodyMount("box");
  private final Vec3 finger = new Vec3();
  private double travel;

  HandlePressTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  @Override
  protected void place(double[] randVec) {
    box.place(randVec[0], randVec[1], randVec[2]);
    moveJoint(-0.001);
    goal.read(target);
    handle.read(objectStart);
    travel = Math.abs(objectStart.z - target.z);
  }

  @Override
  protected void look() {
    handle.read(object);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = Math.abs(object.z - target.z);
    t.inPlace = longTail(t.toTarget, RADIUS, Math.abs(travel - RADIUS));
    t.toObject = distance(object, tcp);
    double margin = Math.abs(distance(objectStart, tcpStart) - RADIUS);
    t.grasp = longTail(t.toObject, RADIUS, margin);
    return (t.toTarget <= RADIUS ? 1 : hamacher(t.grasp, t.inPlace)) * 10;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = Math.abs(object.z - target.z);
    return Classic.reachThenMove(distance(object, leftTip.read(finger)), travel, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= RADIUS, indicator(t.toObject <= 0.05), 1, t.grasp, t.inPlace, t.toTarget);
  }
}
