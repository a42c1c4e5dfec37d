package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks that slide a plate into or out of a cabinet. */
abstract class PlateTask extends Task {
  protected static final double RADIUS = 0.05;

  protected final Frame plate = scene.geom("puck");
  protected final Mount cabinet = scene.bodyMount("puck_goal");
  private final Mount mark = scene.siteMount("goal");
  private final Vec3 plateStart = new Vec3();

  /** Seen from above, the distance that reward v1 starts from, m. */
  protected double farthest;

  PlateTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  /** Slides the plate, x and y as its joints have them. */
  protected final void placePlate(double[] randVec, double slideX, double slideY) {
    objectStart.set(randVec, 0);
    target.set(randVec, 3);
    scene.setPosition(9, slideX);
    scene.setPosition(10, slideY);
    scene.forward();
    mark.place(target);
    farthest = distanceXy(plate.read(plateStart), target);
  }

  @Override
  protected void look() {
    plate.read(object);
    plate.readXyzw(quaternions, 0);
  }

  /** Reach the plate, press on it, slide it. */
  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target) - RADIUS);
    t.toObject = distance(tcp, object);
    t.grasp = longTail(t.toObject, RADIUS, distance(tcpStart, objectStart) - RADIUS);
    if (t.toTarget < RADIUS) {
      return 10;
    }
    boolean onPlate = tcp.z <= 0.03 && t.toObject < 0.07;
    return onPlate ? 2 + 7 * t.inPlace : 1.5 * t.grasp;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distanceXy(object, target);
    return Classic.reachThenMove(distance(object, tcp), farthest, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.toTarget <= 0.07, indicator(t.toObject <= 0.03), 0, t.grasp, t.inPlace, t.toTarget);
  }
}
