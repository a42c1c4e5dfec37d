package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** The tasks with the drawer. */
abstract class DrawerTask extends Task {
  protected final Frame drawer = scene.body("drawer_link");
  protected final Mount cabinet = scene.bodyMount("drawer");
  protected final Mount mark = scene.siteMount("goal");

  /** How far the drawer is to move, m. */
  protected final double travel;

  DrawerTask(Scene scene, TaskSpec spec, double travel) {
    super(scene, spec);
    this.travel = travel;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = Math.abs(object.y - target.y);
    return Classic.reachThenMove(distance(object, tcp), travel, t.toTarget);
  }
}
