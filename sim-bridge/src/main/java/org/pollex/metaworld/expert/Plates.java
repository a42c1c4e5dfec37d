package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that slide the plate into the cabinet and out of it. */
final class Plates {
  private Plates() {}

  static Command slide(Sight see) {
    Vec3 plate = see.object().plus(0, -0.055, 0.03);
    Vec3 target =
        when(!(see.xy(plate) <= 0.03), plate.plus(0, 0, 0.1))
            .orWhen(see.z(plate) > 0.04, plate)
            .otherwise(new Vec3(see.goal().x(), 0.9, plate.z()));
    return new Command(target, 10, -1);
  }

  static Command slideSide(Sight see) {
    Vec3 hand = see.hand();
    Vec3 plate = see.object().plus(0.07, 0, -0.005);
    Vec3 target =
        when(see.xy(plate) > 0.04, plate.plus(0, 0, 0.1))
            .orWhen(see.z(plate) > 0.04, plate)
            .orWhen(hand.x() > -0.2, new Vec3(hand.x() - 0.1, 0.6, hand.z()))
            .otherwise(plate.plus(-0.1, 0, 0));
    return new Command(target, 25, 1);
  }

  /** Pulls the plate from inside its rim; out of the cabinet, then to the side. */
  static Command slideBack(Sight see) {
    Vec3 hand = see.hand();
    Vec3 plate = see.object().plus(0, -0.065, 0.025);
    Vec3 target =
        when(see.xy(plate) > 0.01, plate.plus(0, 0, 0.1))
            .orWhen(see.z(plate) > 0.04, plate)
            .orWhen(hand.y() > 0.7, hand.plus(0, -0.1, 0))
            .orWhen(hand.y() > 0.6, new Vec3(0.15, 0.55, hand.z()))
            .otherwise(new Vec3(hand.x() - 0.1, 0.55, hand.z()));
    return new Command(target, 10, -1);
  }

  static Command slideBackSide(Sight see) {
    Vec3 hand = see.hand();
    Vec3 plate = see.object().plus(0.023, 0, 0.025);
    Vec3 target =
        when(see.xy(plate) > 0.01, plate.plus(0, 0, 0.07))
            .orWhen(see.z(plate) > 0.04, plate)
            .otherwise(new Vec3(hand.x() + 0.1, 0.6, hand.z()));
    return new Command(target, 10, 1);
  }
}
