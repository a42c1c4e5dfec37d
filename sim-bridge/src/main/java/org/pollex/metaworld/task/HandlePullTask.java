package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Lifting a handle. */
abstract class HandlePullTask extends Task {
  protected static final double RADIUS = 0.05;

  protected final Frame handle;
  private final Frame goal = scene.site("goalPull");
  private final Mount box = scene.bodyMount("box");
  private final Vec3 finger = new Vec3();
  private final Caging caging;

  HandlePullTask(Scene scene, TaskSpec spec, String handleSite, Caging caging) {
    super(scene, spec);
    handle = scene.site(handleSite);
    this.caging = caging;
  }

  /** The height from handle to goal that reward v1 starts from, m. */
  protected abstract double travel();

  /** Distance of handle and goal at present, and at the beginning as the margin of its term. */
  protected abstract void measure(Terms t);

  /** Whether the handle counts as lifted. */
  protected abstract boolean lifted();

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    box.place(objectStart);
    moveJoint(-0.1);
    goal.read(target);
  }

  @Override
  protected void look() {
    handle.read(object);
  }

  @Override
  protected double rewardV2(Terms t) {
    measure(t);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.grasp = caging.of(this, object, objectStart);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    boolean pulling = t.toObject < 0.035 && opened > 0 && lifted();
    return pulling ? precision.sum(reward, 1 + 5 * t.inPlace) : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = Math.abs(object.z - target.z);
    return Classic.reachThenMove(distance(object, leftTip.read(finger)), travel(), t.toTarget);
  }

  /** The verdict with the task's own limit of success, m. */
  protected final void judge(Terms t, Info info, double limit) {
    info.set(
        t.toTarget <= limit,
        indicator(t.toObject <= 0.05),
        indicator(t.opened > 0 && object.z - 0.03 > objectStart.z),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
