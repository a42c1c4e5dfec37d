package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that move the mug under the coffee machine and away from it. */
final class Mugs {
  private Mugs() {}

  static Command pull(Sight see) {
    Vec3 mug = see.object().plus(-0.005, 0, 0.05);
    Vec3 target =
        when(see.xy(mug) > 0.06, mug.plus(0, 0, 0.15))
            .orWhen(see.z(mug) > 0.02, mug)
            .otherwise(see.goal());
    return new Command(target, 10, hold(see, 0.7));
  }

  static Command push(Sight see) {
    Vec3 mug = see.object().plus(0.01, 0, 0.05);
    Vec3 target =
        when(see.xy(mug) > 0.06, mug.plus(0, 0, 0.2))
            .orWhen(see.z(mug) > 0.02, mug)
            .otherwise(new Vec3(see.goal().x(), see.goal().y(), 0.1));
    return new Command(target, 10, hold(see, 0.5));
  }

  private static double hold(Sight see, double grip) {
    Vec3 mug = see.object().plus(0.01, 0, 0.05);
    return see.xy(mug) > 0.06 || see.z(mug) > 0.1 ? -1 : grip;
  }
}
