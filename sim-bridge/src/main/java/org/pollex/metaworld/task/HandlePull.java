package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Lift a handle that faces the robot. */
final class HandlePull extends HandlePullTask {
  static final TaskSpec SPEC =
      TaskSpec.of("handle-pull-v3", "sawyer_handle_press.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.1, 0.8, -0.001), xyz(0.1, 0.9, 0.001))
          .goals(xyz(-0.1, 0.55, 0.04), xyz(0.1, 0.7, 0.18))
          .make(HandlePull::new);

  private final Mount handleStart = scene.siteMount("handleStart");
  private final Vec3 inItsBody = new Vec3();

  HandlePull(Scene scene) {
    super(scene, SPEC, "handleRight", new Caging(0.022, 0.05, 0.01, 0.01));
  }

  /** The package takes the site's place in its body for its place in the world. */
  @Override
  protected double travel() {
    return Math.abs(handleStart.read(inItsBody).z - target.z);
  }

  @Override
  protected void measure(Terms t) {
    t.toTarget = Math.abs(target.z - object.z);
    t.inPlace = longTail(t.toTarget, RADIUS, Math.abs(target.z - objectStart.z));
  }

  /** The package compares y with z here. */
  @Override
  protected boolean lifted() {
    return object.y - 0.01 > objectStart.z;
  }

  @Override
  protected void judge(Terms t, Info info) {
    judge(t, info, RADIUS);
  }
}
