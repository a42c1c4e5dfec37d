package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that press and pull the handle of a box. */
final class Handles {
  private Handles() {}

  static Command press(Sight see) {
    return pressDown(see, see.object().plus(0, -0.02, 0), -1);
  }

  static Command pressSide(Sight see) {
    return pressDown(see, see.object(), 1);
  }

  private static Command pressDown(Sight see, Vec3 handle, double grip) {
    Vec3 target =
        when(see.xy(handle) > 0.02, handle.plus(0, 0, 0.2)).otherwise(handle.plus(0, 0, -0.5));
    return new Command(target, 25, grip);
  }

  /**
   * Hooks the handle from the front and lifts.
   *
   * <p>While the hand is off the handle's height, the package gives that height as the target of
   * all three axes; the hand is then pulled towards x = y = z. Kept, as the published expert does
   * it.
   */
  static Command pull(Sight see) {
    Vec3 handle = see.object().plus(0, -0.04, 0);
    double height = handle.z();
    Vec3 target =
        when(see.xy(handle) > 0.02, handle)
            .orWhen(see.z(handle) > 0.02, new Vec3(height, height, height))
            .otherwise(handle.plus(0, 0, 0.1));
    return new Command(target, 25, 1);
  }

  static Command pullSide(Sight see) {
    Vec3 handle = see.object();
    double grip = see.xy(handle) > 0.04 || see.z(handle) > 0.04 ? 0 : 0.6;
    Vec3 target =
        when(see.xy(handle) > 0.04, handle.plus(0, 0, 0.1))
            .orWhen(see.z(handle) > 0.03, handle)
            .otherwise(handle.plus(0, 0, 1));
    return new Command(target, 25, grip);
  }
}
