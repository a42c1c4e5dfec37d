package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** Moving the mug to or from the coffee machine: same reward v2 both ways. */
abstract class CoffeeMugTask extends CoffeeTask {
  private static final Caging CAGING =
      new Caging(0.02, 0.05, 0.04, 0.05).effort(0.7).density(Caging.Density.MEDIUM);

  private final Mount mark = scene.siteMount("mug_goal");

  /** Distance of start and goal, m. */
  protected double farthest;

  CoffeeMugTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  /** Places mug and goal; the machine stands behind the one at offset {@code machineAt}. */
  protected final void place(double[] randVec, int machineAt) {
    objectStart.set(randVec, 0);
    target.set(randVec, 3);
    moveMug(objectStart);
    machine.place(randVec[machineAt], randVec[machineAt + 1] + 0.22, randVec[machineAt + 2]);
    mark.place(target);
    farthest = distanceXy(objectStart, target);
  }

  @Override
  protected void look() {
    mug.read(object);
    mugGeom.readXyzw(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    double weighted = distance(object, target, 2, 2, 1);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(weighted, 0.05, distance(objectStart, target, 2, 2, 1));
    t.grasp = CAGING.of(this, object, objectStart);
    if (weighted < 0.05) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    return t.toObject < 0.04 && opened > 0 ? precision.sum(reward, 1 + 5 * t.inPlace) : reward;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= 0.07,
        indicator(t.toObject <= 0.03),
        indicator(t.opened > 0 && scene.heldByBothPads(mugGeom.id())),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
