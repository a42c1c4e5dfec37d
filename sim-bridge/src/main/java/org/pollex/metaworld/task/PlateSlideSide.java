package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Slide a plate sideways into a cabinet. */
final class PlateSlideSide extends PlateTask {
  static final TaskSpec SPEC =
      TaskSpec.of("plate-slide-side-v3", "sawyer_plate_slide_sideway.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(0, 0.6, 0), xyz(0, 0.6, 0), xyz(-0.3, 0.54, 0), xyz(-0.25, 0.66, 0))
          .make(PlateSlideSide::new);

  PlateSlideSide(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    placePlate(randVec, 0, 0);
    farthest = distanceXy(objectStart, target);
  }
}
