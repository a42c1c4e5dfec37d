package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Rotate a lock's lever to the right. */
final class DoorUnlock extends LockTask {
  static final TaskSpec SPEC =
      TaskSpec.of("door-unlock-v3", "sawyer_door_lock.xml")
          .hand(0, 0.6f, 0.2f)
          .commandFrom(-0.5, 0.4, -0.15)
          .places(xyz(-0.1, 0.8, 0.15), xyz(0.1, 0.85, 0.15))
          .goals(xyz(0, 0.64, 0.21), xyz(0.2, 0.7, 0.2111))
          .make(DoorUnlock::new);

  private final Vec3 shoulder = new Vec3();
  private final Vec3 lockNow = new Vec3();

  DoorUnlock(Scene scene) {
    super(scene, SPEC, "lockStartUnlock");
  }

  @Override
  protected void place(double[] randVec) {
    door.place(randVec[0], randVec[1], randVec[2]);
    moveJoint(1.5708);
    aim(0.1, -0.04, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    shoulder.set(hand).add(0, 0.055, 0.07);
    t.toObject = distance(shoulder, object, 0.25, 1, 0.5);
    shoulder.set(tcpStart).add(0, 0.055, 0.07);
    double margin = distance(shoulder, lock.read(lockNow), 0.25, 1, 0.5);
    t.grasp = longTail(t.toObject, 0.02, margin);
    t.toTarget = Math.abs(target.x - object.x);
    t.inPlace = longTail(t.toTarget, 0.005, TRAVEL);
    return 2 * t.grasp + 8 * t.inPlace;
  }
}
