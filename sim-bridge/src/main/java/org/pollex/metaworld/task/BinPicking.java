package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Scene;

/** Move a small block from the left bin into the right bin. */
final class BinPicking extends Task {
  private static final Caging CAGING = new Caging(0.015, 0.05, 0.01, 0.01).effort(0.7);

  static final TaskSpec SPEC =
      TaskSpec.of("bin-picking-v3", "sawyer_bin_picking.xml")
          .hand(0, 0.6, 0.2)
          .commandFrom(-0.5, 0.4, 0.07)
          .places(
              xyz(-0.21, 0.65, 0.02),
              xyz(-0.03, 0.75, 0.02),
              xyz(0.1199, 0.699, -0.001),
              xyz(0.1201, 0.701, 0.001))
          .make(BinPicking::new);

  private final Frame block = scene.body("obj");
  private final Frame bin = scene.body("bin_goal");

  /** The distance at the episode's first step, the margin of its tolerance; NaN before. */
  private double firstDistance;

  private double lying;
  private double liftedTo;
  private double farthest;

  BinPicking(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], block.z());
    moveObject(objectStart);
    bin.read(target);
    firstDistance = Double.NaN;
    lying = block.z();
    liftedTo = lying + 0.1;
    farthest = distanceXy(objectStart, target) + liftedTo;
  }

  @Override
  protected void look() {
    block.read(object);
    block.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(object, target);
    if (Double.isNaN(firstDistance)) {
      firstDistance = t.toTarget;
    }
    t.inPlace = longTail(t.toTarget, 0.05, firstDistance);
    double floor = Math.min(floor(distanceXy(hand, objectStart)), floor(distanceXy(hand, target)));
    double aboveFloor = hand.z >= floor ? 1 : longTail(Math.max(floor - hand.z, 0), 0.01, 0.05);
    t.grasp = CAGING.of(this, object, objectStart);
    boolean near = distance(object, hand) < 0.04;
    boolean pinchedNothing = opened < 0.43;
    boolean lifted = object.z - 0.02 > objectStart.z;
    t.toObject = indicator(near);
    t.held = near && lifted && !pinchedNothing;
    if (t.toTarget < 0.05) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    return t.held ? precision.sum(reward, 1 + 5 * hamacher(aboveFloor, t.inPlace)) : reward;
  }

  /** The height above which the hand may cross, which dips at the two ends. */
  private static double floor(double radius) {
    return radius > 0.03 ? 0.02 * Math.log(radius - 0.03) + 0.2 : 0;
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    double placing = distanceXy(object, target);
    t.toTarget = placing;
    boolean over = Math.abs(object.x - target.x) < 0.05 && Math.abs(object.y - target.y) < 0.05;
    double place = Math.max(Classic.closeness(farthest, placing), 0);
    double release = -200f * effort;
    if (over && object.z < lying + 0.05) {
      return release + place;
    }
    boolean held = object.z >= liftedTo - 0.01 && !Classic.dropped(object.z, lying, placing, reach);
    double pick = Classic.pick(reach, 0.1, object.z, lying, liftedTo, held);
    double placed = 0;
    if (held && reach < 0.1) {
      placed = over ? release + place : place;
    }
    return reaching(reach) + pick + placed;
  }

  private double reaching(double reach) {
    if (reach < 0.05) {
      return -reach + squeeze();
    }
    double xy = distanceXy(object, tcp);
    return xy < 0.06 ? -reach : -xy - Math.abs(tcp.z - tcpStart.z);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.toTarget <= 0.05, t.toObject, indicator(t.held), t.grasp, t.inPlace, t.toTarget);
  }

  @Override
  public double memory() {
    return firstDistance;
  }

  @Override
  public void remember(double memory) {
    firstDistance = memory;
  }
}
