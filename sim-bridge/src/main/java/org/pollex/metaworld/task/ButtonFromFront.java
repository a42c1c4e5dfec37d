package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Pressing the button away from the robot. */
abstract class ButtonFromFront extends ButtonTask {
  /** How far the button can be pressed, m. */
  protected double travel;

  /** The height between button and hole, m: what one reward v1 calls the travel. */
  protected double height;

  private final Vec3 finger = new Vec3();

  ButtonFromFront(Scene scene, TaskSpec spec, double pressed) {
    super(scene, spec, pressed);
  }

  @Override
  protected void settle() {
    moveJoint(0);
  }

  @Override
  protected void place(double[] randVec) {
    super.place(randVec);
    travel = Math.abs(target.y - buttonStart.y());
    height = Math.abs(buttonStart.z() - target.z);
  }

  @Override
  protected void look() {
    button.read(object).add(0, -0.193, 0);
    button.readWxyz(quaternions, 0);
  }

  /** Reward v1, which looks at the left finger's tip alone. */
  protected final double pressV1(Terms t, double farthest) {
    t.toTarget = Math.abs(object.y - target.y);
    return Classic.reachThenMove(distance(object, leftTip.read(finger)), farthest, t.toTarget);
  }
}
