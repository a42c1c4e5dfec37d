package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.norm;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Grasp a hammer and drive a nail into a block. */
final class Hammer extends Task {
  private static final double HANDLE = 0.14;
  private static final Caging CAGING = new Caging(0.015, 0.02, 0.01, 0.01);

  static final TaskSpec SPEC =
      TaskSpec.of("hammer-v3", "sawyer_hammer.xml")
          .hand(0, 0.4, 0.2)
          .places(xyz(-0.1, 0.4, 0), xyz(0.1, 0.5, 0))
          .goals(xyz(0.2399, 0.7399, 0.109), xyz(0.2401, 0.7401, 0.111))
          .make(Hammer::new);

  private final Frame hammer = scene.body("hammer");
  private final Frame hammerHead = scene.geom("HammerHead");
  private final Frame nail = scene.body("nail_link");
  private final Frame nailHead = scene.site("nailHead");
  private final int nailJoint = scene.positionIndex("NailSlideJoint");
  private final Frame goal = scene.site("goal");
  private final Mount box = scene.bodyMount("box");
  private final Vec3 grip = new Vec3();
  private final Vec3 head = new Vec3();
  private final Vec3 nailAt = new Vec3();
  private double lying;
  private double liftedTo;
  private double farthest;

  Hammer(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    box.place(0.24, 0.85, 0);
    goal.read(target);
    objectStart.set(randVec, 0);
    moveObject(objectStart);
    lying = hammer.z();
    liftedTo = lying + 0.09;
    double lift = norm(0, 0, liftedTo - objectStart.z);
    farthest = lift + liftedTo + Math.abs(objectStart.y - target.y);
  }

  @Override
  protected void look() {
    hammer.read(object);
    nail.read(second);
    hammer.readWxyz(quaternions, 0);
    nail.readWxyz(quaternions, 4);
  }

  @Override
  protected double rewardV2(Terms t) {
    head.set(object).add(0.16, 0.06, 0);
    // Anywhere along the handle is as good as its middle.
    grip.set(object);
    if (Math.abs(object.x - hand.x) < HANDLE / 2) {
      grip.x = hand.x;
    }
    double flat = WrenchTask.upright(quaternions, 1, 0, 0.4);
    t.toObject = flat;
    t.grasp = CAGING.of(this, grip, objectStart);
    t.inPlace = 0.1 * indicator(head.z > 0.02) + 0.9 * longTail(distance(target, head), 0.02, 0.2);
    t.done = driven();
    Precision p = precision;
    double reward = p.product(p.sum(p.product(2, t.grasp), 6 * t.inPlace), flat);
    return t.done && reward > 5 ? 10 : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.done = driven();
    double reach = distance(object, tcp);
    double gap = distance(nailHead.read(nailAt), hammerHead.read(head));
    double sunk = Math.abs(nailAt.y - target.y);
    boolean held = object.z >= liftedTo - 0.01;
    held &= !Classic.dropped(object.z, lying, gap, reach);
    double reaching = reach < Classic.NEAR ? -reach + squeeze() : -reach;
    double pick = Classic.pick(reach, 0.1, object.z, lying, liftedTo, held);
    double hit = 1000 * (farthest - gap - sunk) + 1000 * Classic.bumps(gap + sunk, 0.01, 0.001);
    return reaching + pick + (held && reach < 0.1 ? Math.max(hit, 0) : 0);
  }

  private boolean driven() {
    return scene.position(nailJoint) > 0.09;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.done, t.toObject, indicator(t.grasp >= 0.5), t.grasp, t.inPlace, 0);
  }
}
