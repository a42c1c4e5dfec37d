package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** The tasks with the door's lock. */
abstract class LockTask extends Task {
  /** How far the lock's lever moves, m. */
  protected static final double TRAVEL = 0.1;

  protected final Mount door = scene.bodyMount("door");
  protected final Frame lock = scene.body("lock_link");
  private final Frame lever;
  private final Frame doorLink = scene.body("door_link");
  private double farthest;

  LockTask(Scene scene, TaskSpec spec, String leverSite) {
    super(scene, spec);
    lever = scene.site(leverSite);
  }

  /** Sets the goal at an offset from the lock. */
  protected final void aim(double x, double y, double z) {
    lock.read(objectStart);
    target.set(objectStart).add(x, y, z);
    farthest = distance(target, objectStart);
  }

  @Override
  protected void look() {
    lever.read(object);
    doorLink.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(object, target);
    return Classic.reachThenMove(distance(object, tcp), farthest, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= 0.02,
        indicator(t.toObject <= 0.05),
        indicator(t.opened > 0),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
