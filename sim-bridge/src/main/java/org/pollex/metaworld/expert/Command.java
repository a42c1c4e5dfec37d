package org.pollex.metaworld.expert;

import org.pollex.hardware.geometry.Vec3;

/**
 * What an expert decides: go to a target with a proportional gain, and hold the fingers.
 *
 * @param target where the hand should be
 * @param gain action per metre of error
 * @param grip effort of the fingers: 1 closes, 0 holds, -1 opens
 */
record Command(Vec3 target, double gain, double grip) {
  /** The action [dx, dy, dz, grip], rounded to float32 and, as in Meta-World, not clipped to ±1. */
  float[] action(Vec3 hand) {
    Vec3 error = target.minus(hand);
    return new float[] {
      (float) (gain * error.x()),
      (float) (gain * error.y()),
      (float) (gain * error.z()),
      (float) grip
    };
  }
}
