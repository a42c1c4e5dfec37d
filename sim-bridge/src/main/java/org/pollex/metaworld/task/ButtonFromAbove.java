package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Scene;

/** Pressing the button straight down. */
abstract class ButtonFromAbove extends ButtonTask {
  private double travel;

  ButtonFromAbove(Scene scene, TaskSpec spec) {
    super(scene, spec, 0.024);
  }

  /** The factor of reward v2 that wants the gripper open or closed, 0 to 1. */
  protected abstract double gripper();

  @Override
  protected void settle() {
    scene.forward();
  }

  @Override
  protected void place(double[] randVec) {
    super.place(randVec);
    travel = Math.abs(target.z - buttonStart.z());
  }

  @Override
  protected void look() {
    button.read(object).add(0, 0, 0.193);
    button.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = Math.abs(target.z - object.z);
    t.grasp = longTail(t.toObject, 0.01, distance(object, tcpStart));
    t.inPlace = longTail(t.toTarget, 0.005, travel);
    double reward = 5 * hamacher(gripper(), t.grasp);
    return t.toObject <= 0.03 ? reward + 5 * t.inPlace : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = Math.abs(object.z - target.z);
    return Classic.reachThenMove(distance(object, tcp), travel, t.toTarget);
  }
}
