package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks that sweep a block along the table until it falls. */
abstract class SweepTask extends PuckTask {
  private static final double RADIUS = 0.05;

  private final Pinch pinch;
  private double farthest;

  SweepTask(Scene scene, TaskSpec spec, Pinch pinch) {
    super(scene, spec, false);
    this.pinch = pinch;
  }

  /** Whether the block fell where it should. */
  protected abstract boolean fallen();

  /** Puts the object at its start and shows the target. */
  protected final void beginSweep() {
    moveObject(objectStart);
    mark.place(target);
    farthest = distanceXy(objectStart, target);
  }

  /** Reward v2 of a block that is wanted at {@code goal}. */
  protected final double sweep(Terms t, Vec3 goal) {
    t.opened = opened;
    t.toTarget = distance(object, goal);
    t.toObject = distance(object, tcp);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, goal));
    t.grasp = pinch.of(this, object, objectStart);
    return t.toTarget < RADIUS ? 10 : 2 * t.grasp + 6 * hamacher(t.grasp, t.inPlace);
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    boolean fallen = fallen();
    t.toTarget = fallen ? 0 : distanceXy(object, target);
    double sweep = reach < Classic.NEAR ? Math.max(Classic.closeness(farthest, t.toTarget), 0) : 0;
    return (fallen ? 0 : -reach) + sweep;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, RADIUS, true);
  }
}
