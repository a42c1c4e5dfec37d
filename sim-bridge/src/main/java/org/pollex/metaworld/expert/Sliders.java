package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts for what slides on rails: drawers and windows. */
final class Sliders {
  private Sliders() {}

  /** Hooks the handle gently, then pulls hard. */
  static Command drawerOpen(Sight see) {
    Vec3 handle = see.object().plus(0, 0, -0.02);
    boolean beside = see.xy(handle) > 0.06;
    boolean above = see.z(handle) > 0.04;
    Vec3 target =
        when(beside, handle.plus(0, 0, 0.3))
            .orWhen(above, handle)
            .otherwise(handle.plus(0, -0.06, 0));
    return new Command(target, beside || above ? 4 : 50, -1);
  }

  /** Comes back over the drawer when the hand is behind its handle, then pushes it in. */
  static Command drawerClose(Sight see) {
    Vec3 hand = see.hand();
    Vec3 handle = see.object().plus(0, 0, -0.02);
    boolean behind = hand.y() > handle.y();
    Vec3 up = new Vec3(hand.x(), hand.y(), handle.z() + 0.5);
    Vec3 target =
        when(behind && hand.z() < handle.z() + 0.23, up)
            .orWhen(behind, handle.plus(0, -0.075, 0.23))
            .orWhen(see.z(handle) > 0.04, handle.plus(0, -0.075, 0))
            .otherwise(handle);
    return new Command(target, 25, 1);
  }

  static Command windowOpen(Sight see) {
    return slideWindow(see, see.object().plus(-0.03, -0.03, -0.08), 0.3, 0.1);
  }

  static Command windowClose(Sight see) {
    return slideWindow(see, see.object().plus(0.03, -0.03, -0.08), 0.25, -0.1);
  }

  private static Command slideWindow(Sight see, Vec3 handle, double clearance, double push) {
    Vec3 target =
        when(see.xy(handle) > 0.04, handle.plus(0, 0, clearance))
            .orWhen(see.z(handle) > 0.02, handle)
            .otherwise(handle.plus(push, 0, 0));
    return new Command(target, 25, 1);
  }
}
