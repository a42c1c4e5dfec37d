package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Raise a lever through 90 degrees. */
final class LeverPull extends Task {
  private static final double LEVER = 0.2;

  static final TaskSpec SPEC =
      TaskSpec.of("lever-pull-v3", "sawyer_lever_pull.xml")
          .hand(0, 0.4f, 0.2f)
          .commandFrom(-0.5, 0.4, -0.15)
          .places(xyz(-0.1, 0.7, 0), xyz(0.1, 0.8, 0))
          .make(LeverPull::new);

  private final Frame lever = scene.site("leverStart");
  private final Frame leverGeom = scene.geom("objGeom");
  private final int axis = scene.positionIndex("LeverAxis");
  private final Mount stand = scene.bodyMount("lever");
  private final Mount mark = scene.siteMount("goal");
  private final Vec3 leverStart = new Vec3();
  private final Vec3 shoulder = new Vec3();
  private double farthest;

  LeverPull(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    stand.place(objectStart);
    leverStart.set(objectStart).add(0.12, -LEVER, 0.25);
    target.set(objectStart).add(0.12, 0, 0.25 + LEVER);
    mark.place(target);
    farthest = distance(target, objectStart);
  }

  @Override
  protected void look() {
    lever.read(object);
    leverGeom.readXyzw(quaternions, 0);
  }

  /** The gripper's shoulder is what lifts; {@code grasp} is how well it is under the lever. */
  @Override
  protected double rewardV2(Terms t) {
    shoulder.set(tcpStart).add(0, 0.055, 0.07);
    double margin = distance(shoulder, leverStart, 4, 1, 4);
    shoulder.set(hand).add(0, 0.055, 0.07);
    t.toObject = distance(shoulder, object, 4, 1, 4);
    t.grasp = longTail(t.toObject, 0.02, margin);
    t.toTarget = Math.abs(-scene.position(axis) - Math.PI / 2);
    t.inPlace = longTail(t.toTarget, Math.PI / 48, Math.PI / 2 - Math.PI / 12);
    double raised = longTail(distance(object, target), 0.04, distance(leverStart, target));
    return 10 * hamacher(t.grasp, raised);
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(object, target);
    return Classic.reachThenMove(distance(object, tcp), farthest, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= Math.PI / 24,
        indicator(t.toObject < 0.03),
        indicator(t.grasp > 0.9),
        t.grasp,
        t.inPlace,
        t.toObject);
  }
}
