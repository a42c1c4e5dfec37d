package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Press down a handle that faces sideways. */
final class HandlePressSide extends HandlePressTask {
  static final TaskSpec SPEC =
      TaskSpec.of("handle-press-side-v3", "sawyer_handle_press_sideways.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.35, 0.65, -0.001), xyz(-0.25, 0.75, 0.001))
          .make(HandlePressSide::new);

  HandlePressSide(Scene scene) {
    super(scene, SPEC);
  }
}
