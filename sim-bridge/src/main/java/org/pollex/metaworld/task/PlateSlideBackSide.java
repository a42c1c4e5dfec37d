package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Drag a plate sideways out of the cabinet, to a mark. */
final class PlateSlideBackSide extends PlateTask {
  static final TaskSpec SPEC =
      TaskSpec.of("plate-slide-back-side-v3", "sawyer_plate_slide_sideway.xml")
          .hand(0, 0.6f, 0.2f)
          .places(
              xyz(-0.25, 0.6, 0), xyz(-0.25, 0.6, 0), xyz(-0.05, 0.6, 0.015), xyz(0.15, 0.6, 0.015))
          .make(PlateSlideBackSide::new);

  PlateSlideBackSide(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    cabinet.place(randVec[0], randVec[1], randVec[2]);
    placePlate(randVec, -0.15, 0);
  }
}
