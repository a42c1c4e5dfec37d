package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.distanceXy;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Slide a plate forward into a cabinet. */
final class PlateSlide extends PlateTask {
  static final TaskSpec SPEC =
      TaskSpec.of("plate-slide-v3", "sawyer_plate_slide.xml")
          .hand(0, 0.6f, 0.2f)
          .places(xyz(0, 0.6, 0), xyz(0, 0.6, 0), xyz(-0.1, 0.85, 0), xyz(0.1, 0.9, 0))
          .make(PlateSlide::new);

  PlateSlide(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    cabinet.place(randVec[3], randVec[4], randVec[5]);
    placePlate(randVec, 0, 0);
    farthest = distanceXy(objectStart, target);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    t.toObject = distance(tcp, object);
    t.grasp = longTail(t.toObject, RADIUS, distance(tcpStart, objectStart));
    return t.toTarget < RADIUS ? 10 : 8 * hamacher(t.grasp, t.inPlace);
  }
}
