package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** Pull a horizontal plug out of its socket. */
final class PegUnplugSide extends Task {
  private static final Caging CAGING = new Caging(0.025, 0.05, 0.01, 0.005).effort(0.8);

  static final TaskSpec SPEC =
      TaskSpec.of("peg-unplug-side-v3", "sawyer_peg_unplug_side.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.25, 0.6, -0.001), xyz(-0.15, 0.8, 0.001))
          .goals(xyz(-0.25 + 0.194, 0.6, -0.001 + 0.131), xyz(-0.15 + 0.194, 0.8, 0.001 + 0.131))
          .make(PegUnplugSide::new);

  private final Frame plug = scene.body("plug1");
  private final Frame plugEnd = scene.site("pegEnd");
  private final Mount box = scene.bodyMount("box");
  private final Mount mark = scene.siteMount("goal");
  private double farthest;

  PegUnplugSide(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    box.place(randVec[0], randVec[1], randVec[2]);
    target.set(randVec, 0).add(0.044, 0, 0.131);
    movePlug();
    plugEnd.read(objectStart);
    target.add(0.15, 0, 0);
    mark.place(target);
    farthest = distance(target, objectStart);
  }

  /** Puts the plug at {@link #target}, upright, its linear velocity zero. */
  private void movePlug() {
    scene.setPosition(9, target.x);
    scene.setPosition(10, target.y);
    scene.setPosition(11, target.z);
    scene.setPosition(12, 1);
    for (int i = 0; i < 3; i++) {
      scene.setPosition(13 + i, 0);
      scene.setVelocity(9 + i, 0);
    }
    scene.forward();
  }

  @Override
  protected void look() {
    plugEnd.read(object);
    plug.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.grasp = CAGING.of(this, object, objectStart);
    t.inPlace = longTail(t.toTarget, 0.05, distance(objectStart, target));
    t.held = opened > 0.5 && object.x - objectStart.x > 0.015;
    if (t.toTarget <= 0.05) {
      return 10;
    }
    Precision p = precision;
    double grasped = p.product(2, t.grasp);
    return t.held && t.toObject < 0.035 ? p.sum(p.sum(1, grasped), 5 * t.inPlace) : grasped;
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    t.toTarget = distanceXy(object, target);
    if (reach < Classic.NEAR) {
      return -reach + squeeze() + Math.max(Classic.closeness(farthest, t.toTarget), 0);
    }
    double xy = distanceXy(object, tcp);
    return xy < Classic.NEAR ? -reach : -xy - 2 * Math.abs(tcp.z - handStart.z);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= 0.07,
        indicator(t.toObject <= 0.03),
        indicator(t.held),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
