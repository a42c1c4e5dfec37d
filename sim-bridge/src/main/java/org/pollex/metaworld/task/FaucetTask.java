package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.gaussian;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks with the faucet: same rewards, opposite directions. */
abstract class FaucetTask extends Task {
  /** Length of the handle, m. */
  protected static final double HANDLE = 0.175;

  private static final double RADIUS = 0.07;

  protected final Mount base = scene.bodyMount("faucetBase");
  private final Frame baseFrame = scene.body("faucetBase");
  private final Frame handle;
  private double farthest;

  FaucetTask(Scene scene, TaskSpec spec, String handleSite) {
    super(scene, spec);
    handle = scene.site(handleSite);
  }

  /** Places the faucet, with the goal on one side of it. */
  protected final void placeFaucet(double[] randVec, double goalX) {
    objectStart.set(randVec, 0);
    base.place(objectStart);
    target.set(objectStart).add(goalX, 0, 0.125);
    farthest = distance(target, objectStart);
  }

  /** The point of the handle that reward v2 wants the gripper at. */
  protected abstract Vec3 grip();

  @Override
  protected void look() {
    handle.read(object).add(0, 0, -0.01);
    baseFrame.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    Vec3 grip = grip();
    t.toTarget = distance(grip, target);
    t.inPlace = longTail(t.toTarget, RADIUS, Math.abs(distance(objectStart, target) - RADIUS));
    t.toObject = distance(grip, tcp);
    double margin = Math.abs(distance(objectStart, tcpStart) - 0.01);
    t.grasp = gaussian(t.toObject, 0.01, margin);
    return t.toTarget <= RADIUS ? 10 : (2 * t.grasp + 3 * t.inPlace) * 2;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(object, target);
    return Classic.reachThenMove(distance(object, tcp), farthest, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.toTarget <= 0.07, indicator(t.toObject <= 0.01), 1, t.grasp, t.inPlace, t.toTarget);
  }
}
