package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Press a button on top of a box straight down; a wall stands in front of the box. */
final class ButtonPressTopdownWall extends ButtonFromAbove {
  static final TaskSpec SPEC =
      TaskSpec.of("button-press-topdown-wall-v3", "sawyer_button_press_topdown_wall.xml")
          .hand(0, 0.4f, 0.2f)
          .places(xyz(-0.1, 0.8, 0.115), xyz(0.1, 0.9, 0.115))
          .make(ButtonPressTopdownWall::new);

  ButtonPressTopdownWall(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected double gripper() {
    return Math.max(opened, 0);
  }
}
