package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that press buttons. */
final class Buttons {
  private Buttons() {}

  static Command topdown(Sight see) {
    return down(see, see.object(), 1);
  }

  static Command topdownWall(Sight see) {
    return down(see, see.object().plus(0, -0.06, 0), -1);
  }

  private static Command down(Sight see, Vec3 button, double grip) {
    Vec3 target = when(see.xy(button) > 0.04, button.plus(0, 0, 0.1)).otherwise(button);
    return new Command(target, 25, grip);
  }

  /** Aligns in x and z while it backs off, then pushes along y. */
  static Command front(Sight see) {
    Vec3 hand = see.hand();
    Vec3 button = see.object().plus(0, 0, -0.07);
    boolean aligned = isClose(hand.x(), button.x()) && isClose(hand.z(), button.z());
    double y = aligned ? button.y() + 0.02 : hand.y() - 0.1;
    return new Command(new Vec3(button.x(), y, button.z()), 25, 0);
  }

  /** NumPy's {@code isclose} with an absolute tolerance of 0.02 and its own relative one. */
  private static boolean isClose(double value, double reference) {
    return Math.abs(value - reference) <= 0.02 + 1e-5 * Math.abs(reference);
  }

  /** Flies over the wall, comes down behind it, and pushes with open fingers. */
  static Command frontWall(Sight see) {
    Vec3 hand = see.hand();
    Vec3 button = see.object().plus(0, 0, 0.04);
    boolean beside = see.x(button) > 0.02;
    boolean before = button.y() - hand.y() > 0.09;
    boolean offHeight = see.z(button) > 0.02;
    Vec3 target =
        when(beside, new Vec3(button.x(), hand.y(), 0.3))
            .orWhen(before, new Vec3(button.x(), button.y(), 0.3))
            .orWhen(offHeight, button.plus(0, -0.05, 0))
            .otherwise(button.plus(0, -0.02, 0));
    return new Command(target, 15, beside || before || offHeight ? 1 : -1);
  }

  static Command coffeeMachine(Sight see) {
    Vec3 button = see.object().plus(0, 0, -0.07);
    Vec3 target =
        when(see.xz(button) > 0.02, new Vec3(button.x(), see.hand().y(), button.z()))
            .otherwise(button.plus(0, 0.2, 0));
    return new Command(target, 10, -1);
  }
}
