package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Press a button on the near side of a box; a wall stands between arm and button. */
final class ButtonPressWall extends ButtonFromFront {
  static final TaskSpec SPEC =
      TaskSpec.of("button-press-wall-v3", "sawyer_button_press_wall.xml")
          .hand(0, 0.4f, 0.2f)
          .places(xyz(-0.05, 0.85, 0.1149), xyz(0.05, 0.9, 0.1151))
          .make(ButtonPressWall::new);

  ButtonPressWall(Scene scene) {
    super(scene, SPEC, 0.03);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = Math.abs(target.y - object.y);
    t.grasp = longTail(t.toObject, 0.01, distance(object, tcpStart));
    t.inPlace = longTail(t.toTarget, 0.005, travel);
    return t.toObject > 0.07
        ? 2 * hamacher((1 - opened) / 2, t.grasp)
        : 2 + 2 * (1 + opened) + 4 * (t.inPlace * t.inPlace);
  }

  @Override
  protected double rewardV1(Terms t) {
    return pressV1(t, height);
  }
}
