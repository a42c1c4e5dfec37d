package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;

import org.pollex.metaworld.scene.Scene;

/** The tasks that bring a puck or block to a goal above the table. */
abstract class CarryTask extends PuckTask {
  protected static final double RADIUS = 0.05;
  private static final double LIFT = 0.04;

  private final Carry carry = new Carry(this);

  CarryTask(Scene scene, TaskSpec spec, boolean seesGeom) {
    super(scene, spec, seesGeom);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    target.set(randVec, 3);
    mark.place(target);
    beginCarry();
  }

  /** Puts the object at its start. */
  protected final void beginCarry() {
    moveObject(objectStart);
    carry.begin(puckGeom.z(), LIFT);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(object, target);
    return carry.reward(t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, 0.07, false);
  }
}
