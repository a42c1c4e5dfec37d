package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts for the door on a hinge and for the lock lever. */
final class Doors {
  private Doors() {}

  /** Comes down in front of the handle and pulls it by its edge. */
  static Command open(Sight see) {
    Vec3 seen = see.object();
    Vec3 handle = new Vec3(seen.x() - 0.05, seen.y(), seen.z());
    Vec3 target =
        when(see.xy(handle) > 0.12, handle.plus(0.06, 0.02, 0.2))
            .orWhen(see.z(handle) > 0.04, handle.plus(0.06, 0.02, 0))
            .otherwise(handle);
    return new Command(target, 25, 1);
  }

  /** Flies over the handle to its outer side, then pushes towards the goal. */
  static Command close(Sight see) {
    Vec3 hand = see.hand();
    Vec3 handle = see.object().plus(0.05, 0.12, 0.1);
    boolean right = hand.x() > handle.x();
    Vec3 above = new Vec3(hand.x(), hand.y(), handle.z() + 0.25);
    Vec3 target =
        when(right && hand.z() < handle.z() + 0.2, above)
            .orWhen(right, new Vec3(handle.x() - 0.02, handle.y(), hand.z()))
            .orWhen(see.z(handle) > 0.04, handle.plus(-0.02, 0, 0))
            .otherwise(see.goal());
    return new Command(target, 25, 1);
  }

  static Command lock(Sight see) {
    Vec3 hand = see.hand();
    Vec3 lever = see.object().plus(-0.02, -0.02, 0);
    boolean beside = see.xy(lever) > 0.02;
    Vec3 target =
        when(beside && hand.z() < 0.25, hand.plus(0, -0.1, 0.1))
            .orWhen(beside, lever.plus(0, 0, 0.3))
            .orWhen(see.z(lever) > 0.02, lever)
            .otherwise(lever.plus(-0.1, 0, -0.1));
    return new Command(target, 25, -1);
  }

  static Command unlock(Sight see) {
    Vec3 hand = see.hand();
    Vec3 lever = see.object().plus(-0.04, -0.02, -0.03);
    boolean beside = see.xy(lever) > 0.02;
    Vec3 target =
        when(beside && hand.z() > 0.15, hand.plus(0, -0.1, -0.1))
            .orWhen(beside, lever)
            .otherwise(lever.plus(0.1, 0, 0.01));
    return new Command(target, 25, 1);
  }
}
