package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.norm;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Lift the ring of a wrench clear of the peg. */
final class Disassemble extends WrenchTask {
  static final TaskSpec SPEC =
      TaskSpec.of("disassemble-v3", "sawyer_assembly_peg.xml")
          .hand(0, 0.4f, 0.2f)
          .places(
              xyz(0, 0.6, 0.025),
              xyz(0.1, 0.75, 0.02501),
              xyz(-0.1, 0.6, 0.1699),
              xyz(0.1, 0.75, 0.1701))
          .goals(xyz(-0.1, 0.6, 0.1699 + 0.005), xyz(0.1, 0.75, 0.1701 + 0.005))
          .apart(0.1)
          .make(Disassemble::new);

  private final Vec3 pegPosition = new Vec3();
  private double lying;
  private double liftedTo;
  private double farthest;

  Disassemble(Scene scene) {
    super(scene, SPEC, Caging.Density.HIGH);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    target.set(objectStart).add(0, 0, 0.15);
    peg.place(objectStart.x, objectStart.y, objectStart.z + 0.03);
    pegTop.place(objectStart.x, objectStart.y, objectStart.z + 0.08);
    scene.forward();
    moveObject(objectStart);
    lying = wrench.z();
    liftedTo = lying + 0.05;
    farthest = farthestCarry(liftedTo);
  }

  @Override
  protected double placing(Terms t) {
    t.done = object.z > target.z;
    double error = norm(target.x - center.x, target.y - center.y, target.z + 0.1 - center.z);
    return 0.1 * indicator(center.z > 0.02) + 0.9 * longTail(error, 0.02, 0.2);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.done = object.z > target.z;
    peg.read(pegPosition);
    double reach = distance(object, tcp);
    double placing = distance(object, target);
    boolean held = object.z >= liftedTo - 0.01 && reach < 0.04;
    held &= !Classic.dropped(object.z, lying, placing, reach);
    double place = held && reach < 0.03 ? Math.max(Classic.closeness(farthest, placing), 0) : 0;
    if (besides(pegPosition.x, pegPosition.y, 0.05)) {
      return liftedTo * 100 + place;
    }
    double pick = Classic.pick(reach, 0.04, object.z, lying, liftedTo, held);
    return Classic.reachAndSqueeze(this, object, 0.04, 2) + pick + place;
  }
}
