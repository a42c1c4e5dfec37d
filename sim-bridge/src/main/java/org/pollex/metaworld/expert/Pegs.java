package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts for pegs, and for the ring-headed wrench that goes over one. */
final class Pegs {
  private Pegs() {}

  /** Carries the wrench by its handle until its ring is above the peg, then lets it down. */
  static Command assembly(Sight see) {
    Vec3 hand = see.hand();
    Vec3 wrench = see.object().plus(-0.02, 0, 0);
    Vec3 peg = see.goal().plus(0.12, 0, 0.14);
    double grip = see.xy(wrench) > 0.02 || see.z(wrench) > 0.12 ? 0 : 0.6;
    Vec3 target =
        when(see.xy(wrench) > 0.02, wrench.plus(0, 0, 0.1))
            .orWhen(see.xy(peg) <= 0.02, peg.plus(0, 0, -0.2))
            .orWhen(see.z(wrench) > 0.05, wrench.plus(0, 0, 0.03))
            .orWhen(see.z(peg) > 0.04, new Vec3(hand.x(), hand.y(), peg.z()))
            .otherwise(peg);
    return new Command(target, 10, grip);
  }

  static Command disassemble(Sight see) {
    Vec3 wrench = see.object().plus(-0.02, 0, 0.01);
    double grip = see.xy(wrench) > 0.02 || see.z(wrench) > 0.07 ? 0 : 0.8;
    Vec3 target =
        when(see.xy(wrench) > 0.02, wrench.plus(0, 0, 0.1))
            .orWhen(see.z(wrench) > 0.03, wrench)
            .otherwise(see.hand().plus(0, 0, 0.1));
    return new Command(target, 10, grip);
  }

  /** Holds the peg in line with the hole, 0.4 m to its right, then moves left without measure. */
  static Command insert(Sight see) {
    Vec3 peg = see.object();
    Vec3 hole = new Vec3(-0.35, see.goal().y(), 0.16);
    double grip = see.xy(peg) > 0.04 || see.z(peg) > 0.15 ? -1 : 0.6;
    double offLine = Sight.length(peg.y() - hole.y(), peg.z() - hole.z());
    Vec3 target =
        when(see.xy(peg) > 0.04, peg.plus(0, 0, 0.3))
            .orWhen(see.z(peg) > 0.025, peg)
            .orWhen(offLine > 0.03, hole.plus(0.4, 0, 0))
            .otherwise(hole);
    return new Command(target, 25, grip);
  }

  /** Pulls to the right in small steps. */
  static Command unplug(Sight see) {
    Vec3 peg = see.object().plus(-0.02, 0, 0.035);
    double grip = see.xy(peg) > 0.04 || see.z(peg) > 0.15 ? -1 : 0.1;
    Vec3 atHeight = new Vec3(peg.x(), peg.y(), 0.15);
    Vec3 target =
        when(see.xy(peg) > 0.04, peg.plus(0, 0, 0.2))
            .orWhen(see.z(atHeight) > 0.02, atHeight)
            .otherwise(see.hand().plus(0.01, 0, 0));
    return new Command(target, 25, grip);
  }
}
