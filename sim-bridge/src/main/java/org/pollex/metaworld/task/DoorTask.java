package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks with the hinged door. */
abstract class DoorTask extends Task {
  protected final int hinge = scene.positionIndex("doorjoint");
  private final int hingeVelocity = scene.velocityIndex("doorjoint");
  private final Frame handle = scene.geom("handle");
  private final Mount door = scene.bodyMount("door");
  private final Mount mark = scene.siteMount("goal");
  private final Vec3 handleStart = new Vec3();
  private double farthest;

  DoorTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  /** Puts the door, at {@code angle} (radians), and the goal at an offset from it. */
  protected final void placeDoor(double[] randVec, double goalX, double goalY, double angle) {
    objectStart.set(randVec, 0);
    target.set(objectStart).add(goalX, goalY, 0);
    door.place(objectStart);
    mark.place(target);
    scene.setPosition(hinge, angle);
    scene.setVelocity(hingeVelocity, 0);
    scene.forward();
    farthest = distanceXy(handle.read(handleStart), target);
  }

  @Override
  protected void look() {
    handle.read(object);
    handle.readXyzw(quaternions, 0);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distanceXy(object, target);
    return Classic.reachThenMove(distance(object, tcp), farthest, t.toTarget);
  }
}
