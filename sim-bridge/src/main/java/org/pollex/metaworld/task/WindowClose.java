package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.gaussian;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Slide a window towards -x. */
final class WindowClose extends WindowTask {
  static final TaskSpec SPEC =
      TaskSpec.of("window-close-v3", "sawyer_window_horizontal.xml")
          .hand(0, 0.4f, 0.2f)
          .places(xyz(0, 0.75, 0.2), xyz(0, 0.9, 0.2))
          .make(WindowClose::new);

  WindowClose(Scene scene) {
    super(scene, SPEC, "handleCloseStart");
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    target.set(objectStart);
    placeWindow(0.2);
    handleStart.add(0.2, 0, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.toTarget = Math.abs(object.x - target.x);
    double travel = Math.abs(handleStart.x - target.x);
    t.inPlace = longTail(t.toTarget, RADIUS, Math.abs(travel - RADIUS));
    t.toObject = distance(object, tcp);
    t.grasp = gaussian(t.toObject, 0.02, Math.abs(distance(handleStart, tcpStart) - 0.02));
    return 10 * hamacher(t.grasp, t.inPlace);
  }
}
