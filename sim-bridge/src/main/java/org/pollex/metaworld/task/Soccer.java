package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** Push a ball into a goal net. */
final class Soccer extends Task {
  private static final double RADIUS = 0.07;
  private static final Pinch PINCH = new Pinch(0.013, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("soccer-v3", "sawyer_soccer.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.1, 0.6, 0.03), xyz(0.1, 0.7, 0.03), xyz(-0.1, 0.8, 0), xyz(0.1, 0.9, 0))
          .apart(0.15)
          .make(Soccer::new);

  private final Frame ball = scene.body("soccer_ball");
  private final Frame ballGeom = scene.geom("objGeom");
  private final Mount net = scene.bodyMount("goal_whole");
  private final Mount mark = scene.siteMount("goal");
  private double farthest;

  Soccer(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], 0.03);
    target.set(randVec, 3);
    net.place(target);
    moveObject(objectStart);
    farthest = distanceXy(objectStart, target);
    mark.place(target);
  }

  @Override
  protected void look() {
    ball.read(object);
    ball.readXyzw(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    double weighted = distance(object, target, 3, 1, 1);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(weighted, RADIUS, distance(object, objectStart, 3, 1, 1));
    double line = target.y - 0.1;
    if (object.y > line && Math.abs(object.x - target.x) > 0.1) {
      double missed = 2 * ((object.y - line) / (1 - line));
      t.inPlace = Math.clamp(t.inPlace - missed, 0.0, 1.0);
    }
    t.grasp = PINCH.of(this, object, objectStart);
    return weighted < RADIUS ? 10 : 3 * t.grasp + 6.5 * t.inPlace;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distanceXy(object, target);
    return Classic.reachThenMove(distance(tcp, object), farthest, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    boolean lifted = t.opened > 0 && object.z - 0.02 > objectStart.z;
    info.set(
        t.toTarget <= 0.07,
        indicator(t.toObject <= 0.03),
        indicator(lifted && scene.heldByBothPads(ballGeom.id())),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
