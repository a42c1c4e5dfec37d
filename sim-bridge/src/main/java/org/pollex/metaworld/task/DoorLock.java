package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Rotate a lock's lever downwards. */
final class DoorLock extends LockTask {
  static final TaskSpec SPEC =
      TaskSpec.of("door-lock-v3", "sawyer_door_lock.xml")
          .hand(0, 0.6f, 0.2f)
          .commandFrom(-0.5, 0.4, -0.15)
          .places(xyz(-0.1, 0.8, 0.15), xyz(0.1, 0.85, 0.15))
          .make(DoorLock::new);

  private final Vec3 pad = new Vec3();

  DoorLock(Scene scene) {
    super(scene, SPEC, "lockStartLock");
  }

  @Override
  protected void place(double[] randVec) {
    door.place(randVec[0], randVec[1], randVec[2]);
    scene.step(5);
    aim(0, -0.04, -0.1);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toObject = distance(object, leftPad.read(pad), 0.25, 1, 0.5);
    t.toTarget = Math.abs(target.z - object.z);
    // The package means the pad's first position as the margin, but reads its present one.
    t.grasp = longTail(t.toObject, 0.01, t.toObject);
    t.inPlace = longTail(t.toTarget, 0.005, TRAVEL);
    return 2 * hamacher(Math.max(opened, 0), t.grasp) + 8 * t.inPlace;
  }
}
