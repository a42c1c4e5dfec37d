package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Press down a handle that faces the robot. */
final class HandlePress extends HandlePressTask {
  static final TaskSpec SPEC =
      TaskSpec.of("handle-press-v3", "sawyer_handle_press.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.1, 0.8, -0.001), xyz(0.1, 0.9, 0.001))
          .goals(xyz(-0.1, 0.55, 0.04), xyz(0.1, 0.7, 0.08))
          .make(HandlePress::new);

  HandlePress(Scene scene) {
    super(scene, SPEC);
  }
}
