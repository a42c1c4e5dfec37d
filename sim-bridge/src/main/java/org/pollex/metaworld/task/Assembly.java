package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.norm;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Lift a ring-headed wrench and drop its ring over an upright peg. */
final class Assembly extends WrenchTask {
  static final TaskSpec SPEC =
      TaskSpec.of("assembly-v3", "sawyer_assembly_peg.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(0, 0.6, 0.02), xyz(0, 0.6, 0.02), xyz(-0.1, 0.75, 0.1), xyz(0.1, 0.85, 0.1))
          .apart(0.1)
          .make(Assembly::new);

  private double lying;
  private double liftedTo;
  private double farthest;

  Assembly(Scene scene) {
    super(scene, SPEC, Caging.Density.MEDIUM);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    target.set(randVec, 3);
    moveObject(objectStart);
    peg.place(target.x, target.y, target.z - 0.05);
    pegTop.place(target);
    lying = gripEnd.z();
    liftedTo = lying + 0.1;
    farthest = farthestCarry(liftedTo);
  }

  @Override
  protected double placing(Terms t) {
    double dx = target.x - center.x;
    double dy = target.y - center.y;
    double radius = norm(dx, dy);
    t.done = radius < 0.02 && target.z - center.z > 0;
    double funnel = t.done ? 0.02 : 0.01;
    double height = radius > funnel ? 0.02 * Math.log(radius - funnel) + 0.2 : 0;
    boolean lifted = center.z > 0.02 || radius < funnel;
    double error = norm(dx, dy, (height - center.z) * 3);
    return 0.1 * indicator(lifted) + 0.9 * longTail(error, 0.02, 0.4);
  }

  @Override
  protected double rewardV1(Terms t) {
    double height = wrench.z();
    double reach = distance(object, tcp);
    double placing = norm(wrench.x() - target.x, wrench.y() - target.y);
    double above = Math.abs(height - lying);
    boolean over = overPeg();
    boolean held = height >= liftedTo - 0.01 && reach < 0.03;
    held &= !Classic.dropped(height, lying, placing, reach);
    double pick = Classic.pick(reach, 0.04, height, lying, liftedTo, over || held);
    double place = 0;
    if (over || (held && reach < 0.04)) {
      place = Classic.closeness(farthest, placing);
      if (over) {
        place += 2000 * (liftedTo - above) + 2000 * Classic.bumps(above, 0.003, 0.0003);
      }
      place = Math.max(place, 0);
    }
    t.done = over && above <= 0.04;
    return Classic.reachAndSqueeze(this, object, 0.04, 1) + pick + place;
  }

  private boolean overPeg() {
    return Math.abs(wrench.x() - target.x) < 0.03 && Math.abs(wrench.y() - target.y) < 0.03;
  }
}
