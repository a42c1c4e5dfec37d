package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.gaussian;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Rotate a dial by pushing its tab round. */
final class DialTurn extends Task {
  private static final double RADIUS = 0.07;

  static final TaskSpec SPEC =
      TaskSpec.of("dial-turn-v3", "sawyer_dial.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(-0.1, 0.7, 0), xyz(0.1, 0.8, 0))
          .goals(xyz(-0.1, 0.73, 0.0299), xyz(0.1, 0.83, 0.0301))
          .make(DialTurn::new);

  private final Frame dial = scene.body("dial");
  private final Mount dialMount = scene.bodyMount("dial");
  private final Mount mark = scene.siteMount("goal");
  private final int knob = scene.positionIndex("knob_Joint_1");
  private final Vec3 pushStart = new Vec3();
  private final Vec3 push = new Vec3();
  private double farthest;

  DialTurn(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    target.set(objectStart).add(0, 0.03, 0.03);
    dialMount.place(objectStart);
    tab(pushStart).add(0.05, 0.02, 0.09);
    mark.place(target);
    farthest = Math.abs(target.y - objectStart.y);
  }

  /** The end of the tab. */
  private Vec3 tab(Vec3 into) {
    double angle = scene.position(knob);
    return dial.read(into).add(Math.sin(angle) * 0.05, -Math.cos(angle) * 0.05, 0);
  }

  @Override
  protected void look() {
    tab(object);
    dial.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    push.set(object).add(0.05, 0.02, 0.09);
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, Math.abs(distance(pushStart, target) - RADIUS));
    t.toObject = distance(push, tcp);
    double margin = Math.abs(distance(pushStart, tcpStart) - 0.005);
    t.grasp = Caging.closed(this, gaussian(t.toObject, 0.005, margin));
    return precision.product(10, precision.hamacher(t.grasp, t.inPlace));
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    t.toTarget = Math.abs(object.y - target.y);
    double pull = Classic.closeness(farthest, t.toTarget, 0.001, 0.0001);
    return -reach + (reach < Classic.NEAR ? Math.max(pull, 0) : 0);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= RADIUS, indicator(t.toObject <= 0.01), 1, t.grasp, t.inPlace, t.toTarget);
  }
}
