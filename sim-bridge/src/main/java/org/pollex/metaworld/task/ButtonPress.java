package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Press a button on the near side of a box, along +y. */
final class ButtonPress extends ButtonFromFront {
  static final TaskSpec SPEC =
      TaskSpec.of("button-press-v3", "sawyer_button_press.xml")
          .hand(0, 0.4f, 0.2f)
          .places(xyz(-0.1, 0.85, 0.115), xyz(0.1, 0.9, 0.115))
          .make(ButtonPress::new);

  ButtonPress(Scene scene) {
    super(scene, SPEC, 0.02);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = Math.abs(target.y - object.y);
    t.grasp = longTail(t.toObject, 0.05, distance(object, tcpStart));
    t.inPlace = longTail(t.toTarget, 0.005, travel);
    double reward = 2 * hamacher(Math.max(opened, 0), t.grasp);
    return t.toObject <= 0.05 ? reward + 8 * t.inPlace : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    return pressV1(t, travel);
  }
}
