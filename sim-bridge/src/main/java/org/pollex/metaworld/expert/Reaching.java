package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that only move the hand. */
final class Reaching {
  private Reaching() {}

  static Command reach(Sight see) {
    return new Command(see.goal(), 5, 0);
  }

  /** Rises while the wall is in front of the hand. */
  static Command reachWall(Sight see) {
    Vec3 hand = see.hand();
    boolean atWall =
        -0.1 <= hand.x()
            && hand.x() <= 0.3
            && 0.60 <= hand.y()
            && hand.y() <= 0.80
            && hand.z() < 0.25;
    Vec3 target = when(atWall, see.goal().plus(0, 0, 1)).otherwise(see.goal());
    return new Command(target, 5, 0);
  }
}
