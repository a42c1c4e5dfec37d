package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** Take a puck out of a hole and lift it to a goal in the air. */
final class PickOutOfHole extends Task {
  private static final Caging CAGING = new Caging(0.015, 0.02, 0.01, 0.03).effort(0.1);

  static final TaskSpec SPEC =
      TaskSpec.of("pick-out-of-hole-v3", "sawyer_pick_out_of_hole.xml")
          .hand(0, 0.6, 0.2)
          .commandFrom(-0.5, 0.4, -0.05)
          .places(xyz(0, 0.75, 0.02), xyz(0, 0.75, 0.02), xyz(-0.1, 0.5, 0.15), xyz(0.1, 0.6, 0.3))
          .apart(0.15)
          .make(PickOutOfHole::new);

  private final Frame puck = scene.body("obj");
  private final Frame puckGeom = scene.geom("objGeom");
  private final Mount mark = scene.siteMount("goal");
  private double lying;
  private double liftedTo;
  private double farthest;

  PickOutOfHole(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    moveObject(objectStart);
    target.set(randVec, 3);
    mark.place(target);
    lying = puckGeom.z();
    liftedTo = lying + 0.11;
    farthest = farthestCarry(liftedTo);
  }

  @Override
  protected void look() {
    puck.read(object);
    puck.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(object, target);
    t.toObject = distance(object, tcp);
    double radius = distanceXy(tcp, objectStart);
    double floor = radius <= 0.03 ? 0 : 0.015 * Math.log(radius - 0.03) + 0.15;
    double aboveFloor = tcp.z >= floor ? 1 : longTail(Math.max(floor - tcp.z, 0), 0.01, 0.02);
    t.grasp = CAGING.of(this, object, objectStart);
    t.inPlace = longTail(t.toTarget, 0.02, distance(objectStart, target));
    boolean pinchedNothing = opened < 0.33;
    t.held = t.toObject < 0.04 && object.z - 0.02 > objectStart.z && !pinchedNothing;
    if (t.toTarget < 0.05) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    return t.held ? precision.sum(reward, 1 + 5 * hamacher(t.inPlace, aboveFloor)) : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    t.toTarget = distance(object, target);
    boolean held =
        object.z >= liftedTo - 0.01 && !Classic.dropped(object.z, lying, t.toTarget, reach);
    double pick = 0;
    if (held) {
      pick = 100 * (liftedTo - lying + 0.02);
    } else if (reach < 0.1 && object.z > lying + 0.005) {
      pick = 100 * (Math.min(liftedTo, object.z) - lying + 0.02);
    }
    double place = held && reach < 0.1 ? Math.max(Classic.closeness(farthest, t.toTarget), 0) : 0;
    return Classic.reachAndSqueeze(this, object, Classic.NEAR, 2) + pick + place;
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
