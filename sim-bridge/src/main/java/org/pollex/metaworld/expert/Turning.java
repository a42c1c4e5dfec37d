package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that turn something about a hinge: a dial, a faucet, a lever. */
final class Turning {
  private Turning() {}

  static Command dial(Sight see) {
    Vec3 dial = see.object().plus(0.05, 0.02, 0.09);
    Vec3 target =
        when(see.xy(dial) > 0.02, new Vec3(dial.x(), dial.y(), 0.2))
            .orWhen(see.z(dial) > 0.02, dial)
            .otherwise(dial.plus(-0.05, 0.005, 0));
    return new Command(target, 10, 1);
  }

  static Command faucetOpen(Sight see) {
    return faucet(see, see.object().plus(-0.04, 0, 0.03), 0.1);
  }

  static Command faucetClose(Sight see) {
    return faucet(see, see.object().plus(0.04, 0, 0.03), -0.1);
  }

  private static Command faucet(Sight see, Vec3 handle, double push) {
    Vec3 target =
        when(see.xy(handle) > 0.04, handle.plus(0, 0, 0.1))
            .orWhen(see.z(handle) > 0.04, handle)
            .otherwise(handle.plus(push, 0.05, 0));
    return new Command(target, 25, 1);
  }

  /** Comes from below. */
  static Command lever(Sight see) {
    Vec3 lever = see.object().plus(0, -0.055, 0);
    Vec3 target =
        when(see.xy(lever) > 0.02, lever.plus(0, 0, -0.1))
            .orWhen(see.z(lever) > 0.02, lever)
            .otherwise(lever.plus(0, 0.08, 0.02));
    return new Command(target, 25, 1);
  }
}
