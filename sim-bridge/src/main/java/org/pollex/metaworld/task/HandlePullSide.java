package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Scene;

/** Lift a handle that faces sideways. */
final class HandlePullSide extends HandlePullTask {
  static final TaskSpec SPEC =
      TaskSpec.of("handle-pull-side-v3", "sawyer_handle_press_sideways.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.35, 0.65, 0), xyz(-0.25, 0.75, 0))
          .make(HandlePullSide::new);

  private final Frame handleStart = scene.site("handleStart");
  private double travel;

  HandlePullSide(Scene scene) {
    super(scene, SPEC, "handleCenter", new Caging(0.032, 0.06, 0.01, 0.01));
  }

  @Override
  protected void place(double[] randVec) {
    super.place(randVec);
    travel = Math.abs(handleStart.z() - target.z);
    handle.read(objectStart);
  }

  @Override
  protected double travel() {
    return travel;
  }

  @Override
  protected void measure(Terms t) {
    t.toTarget = distance(object, target);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
  }

  @Override
  protected boolean lifted() {
    return object.z - 0.01 > objectStart.z;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, 0.08);
  }
}
