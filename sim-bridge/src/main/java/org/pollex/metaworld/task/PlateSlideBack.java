package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Drag a plate out of the cabinet, to a mark. */
final class PlateSlideBack extends PlateTask {
  static final TaskSpec SPEC =
      TaskSpec.of("plate-slide-back-v3", "sawyer_plate_slide.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(0, 0.85, 0), xyz(0, 0.85, 0), xyz(-0.1, 0.6, 0.015), xyz(0.1, 0.6, 0.015))
          .make(PlateSlideBack::new);

  PlateSlideBack(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    placePlate(randVec, 0, 0.15);
  }
}
