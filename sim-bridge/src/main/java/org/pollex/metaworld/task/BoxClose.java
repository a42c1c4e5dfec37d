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
import org.pollex.metaworld.scene.Vec3;

/** Grasp a lid by its handle and seat it on an open box. */
final class BoxClose extends Task {
  static final TaskSpec SPEC =
      TaskSpec.of("box-close-v3", "sawyer_box.xml")
          .hand(0, 0.6f, 0.2f)
          .places(
              xyz(-0.05, 0.5, 0.02),
              xyz(0.05, 0.55, 0.02),
              xyz(-0.1, 0.7, 0.133),
              xyz(0.1, 0.8, 0.133))
          .apart(0.25)
          .make(BoxClose::new);

  private final Frame top = scene.body("top_link");
  private final Frame handle = scene.geom("BoxHandleGeom");
  private final Frame box = scene.body("boxbody");
  private final Mount boxMount = scene.bodyMount("boxbody");
  private final Mount mark = scene.siteMount("goal");
  private final Vec3 lid = new Vec3();
  private final Carry carry = new Carry(this);

  BoxClose(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], 0.02f);
    target.set(randVec, 3);
    boxMount.place(target.x, target.y, box.z());
    scene.step(5);
    moveObject(objectStart);
    mark.place(target);
    carry.begin(handle.z(), 0.12);
  }

  @Override
  protected void look() {
    top.read(object);
    top.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    lid.set(object).add(0, 0, 0.02);
    double radius = distanceXy(hand, lid);
    double floor = radius <= 0.02 ? 0 : 0.04 * Math.log(radius - 0.02) + 0.4;
    double aboveFloor = hand.z >= floor ? 1 : longTail(floor - hand.z, 0.01, floor / 2);
    double ready = hamacher(aboveFloor, longTail(distance(hand, lid), 0.02, 0.5));
    double seated = longTail(distance(target, lid, 1, 1, 3), 0.05, 0.25);
    t.toObject = ready;
    t.grasp = (Math.clamp(effort, -1f, 1f) + 1f) / 2f;
    t.inPlace = 0.2 * indicator(lid.z > 0.04) + 0.8 * seated;
    t.done = distance(object, target) < 0.08;
    double reward = t.done ? 10 : 2 * hamacher(t.grasp, ready) + 8 * t.inPlace;
    return reward * WrenchTask.upright(quaternions, 0.707, 0.707, 0.2);
  }

  @Override
  protected double rewardV1(Terms t) {
    double placing = distance(object, target);
    t.done = placing < 0.08;
    return carry.reward(placing);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.done, t.toObject, indicator(t.grasp >= 0.5), t.grasp, t.inPlace, 0);
  }
}
