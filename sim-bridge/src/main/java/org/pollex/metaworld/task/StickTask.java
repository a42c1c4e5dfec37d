package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.scene.Vec3.norm;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks that move a thermos with a stick; the second observed object is the thermos. */
abstract class StickTask extends Task {
  private static final double STICK_HEIGHT = 0.02;

  protected final Frame stick = scene.body("stick");
  protected final Frame stickGeom = scene.geom("objGeom");
  protected final Frame insertion = scene.site("insertion");
  protected final Vec3 stickStart = new Vec3();
  private final Frame thermos = scene.body("object");
  private final Mount mark = scene.siteMount("goal");
  private final Vec3 misread = new Vec3();
  private double lying;
  private double liftedTo;
  private double farthestPlace;
  private double farthestMove;

  StickTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  /** Places stick, thermos (at {@code slideY} of its joint) and goal. */
  protected final void placeAll(double[] randVec, double goalHeight, double slideY) {
    stickStart.set(randVec[0], randVec[1], STICK_HEIGHT);
    target.set(randVec[3], randVec[4], goalHeight);
    moveObject(stickStart);
    scene.setPosition(16, 0);
    scene.setPosition(17, slideY);
    scene.setVelocity(16, 0);
    scene.forward();
    thermos.read(objectStart);
    mark.place(target);
    lying = stick.z();
    liftedTo = lying + 0.04;
    farthestMove = distanceXy(objectStart, target);
    farthestPlace =
        norm(objectStart.x - stickStart.x, objectStart.y - stickStart.y, liftedTo - stickStart.z)
            + liftedTo;
  }

  @Override
  protected void look() {
    stick.read(object);
    stick.readXyzw(quaternions, 0);
  }

  /**
   * Reward v1 of both tasks. What it takes for the thermos's position is the package's slip: the
   * numbers 6 to 8 of the observation, the stick's height and half of its quaternion.
   */
  protected final double moveV1(Terms t, double wide, double narrow) {
    misread.set(object.z, quaternions[0], quaternions[1]);
    double reach = distance(object, tcp);
    double move = distanceXy(misread, target);
    double place = distance(object, misread);
    t.toTarget = move;
    boolean held = object.z >= liftedTo - 0.01;
    held &= !Classic.dropped(object.z, lying, move, reach);
    double reaching = reach < Classic.NEAR ? -reach + squeeze() : -reach;
    double pick = Classic.pick(reach, 0.1, object.z, lying, liftedTo, held);
    double moving = 0;
    if (held && reach < 0.1) {
      moving = Classic.closeness(farthestPlace, place);
      if (place < 0.05) {
        moving += 1000 * (farthestMove - move) + 2000 * Classic.bumps(move, wide, narrow);
      }
      moving = Math.max(moving, 0);
    }
    return reaching + pick + moving;
  }
}
