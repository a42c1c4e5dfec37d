package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Press the start button of a coffee machine. */
final class CoffeeButton extends CoffeeTask {
  private static final double TRAVEL = 0.03;

  static final TaskSpec SPEC =
      TaskSpec.of("coffee-button-v3", "sawyer_coffee.xml")
          .hand(0, 0.4, 0.2)
          .places(xyz(-0.1, 0.8, -0.001), xyz(0.1, 0.9, 0.001))
          .goals(
              xyz(-0.1 - 0.001, 0.8 + (-0.22 + TRAVEL), -0.001 + 0.299),
              xyz(0.1 + 0.001, 0.9 + (-0.22 + TRAVEL), 0.001 + 0.301))
          .make(CoffeeButton::new);

  private final Frame button = scene.site("buttonStart");
  private final Vec3 mugStart = new Vec3();
  private final Vec3 finger = new Vec3();
  private double farthest;

  CoffeeButton(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    machine.place(objectStart);
    moveMug(mugStart.set(objectStart).add(0, -0.22, 0));
    target.set(objectStart).add(0, -0.22, 0.3).add(0, TRAVEL, 0);
    farthest = Math.abs(button.y() - target.y);
  }

  @Override
  protected void look() {
    button.read(object);
    quaternions[0] = 1;
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = Math.abs(target.y - object.y);
    t.grasp = longTail(t.toObject, 0.05, distance(object, tcpStart));
    t.inPlace = longTail(t.toTarget, 0.005, TRAVEL);
    double reward = 2 * hamacher(Math.max(opened, 0), t.grasp);
    return t.toObject <= 0.05 ? reward + 8 * t.inPlace : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = Math.abs(object.y - target.y);
    return Classic.reachThenMove(distance(object, leftTip.read(finger)), farthest, t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= 0.02,
        indicator(t.toObject <= 0.05),
        indicator(t.opened > 0),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
