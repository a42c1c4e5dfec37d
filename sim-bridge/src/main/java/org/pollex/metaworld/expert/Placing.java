package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that grasp something from above and put it somewhere else. */
final class Placing {
  private Placing() {}

  /** Waits above the puck's place until the fingers have closed. */
  static Command pickPlace(Sight see) {
    Vec3 puck = see.object().plus(-0.005, 0, 0);
    double grip = see.xyz(see.object()) < 0.07 ? 1 : 0;
    Vec3 target =
        when(see.xy(puck) > 0.02, puck.plus(0, 0, 0.1))
            .orWhen(see.z(puck) > 0.05 && puck.z() < 0.04, puck.plus(0, 0, 0.03))
            .orWhen(see.opening() > 0.73, see.hand())
            .otherwise(see.goal());
    return new Command(target, 10, grip);
  }

  /** Goes straight up before the wall and stays above it. */
  static Command pickPlaceWall(Sight see) {
    Vec3 hand = see.hand();
    Vec3 goal = see.goal();
    Vec3 puck = see.object().plus(-0.005, 0, 0);
    double grip = see.xy(see.object()) > 0.015 || see.z(see.object()) > 0.1 ? 0 : 0.9;
    boolean atWall = -0.15 <= hand.x() && hand.x() <= 0.35 && 0.60 <= hand.y() && hand.y() <= 0.80;
    Vec3 target =
        when(see.xy(puck) > 0.015, puck.plus(0, 0, 0.1))
            .orWhen(see.z(puck) > 0.04 && puck.z() < 0.03, puck.plus(0, 0, 0.03))
            .orWhen(atWall && hand.z() < 0.25, hand.plus(0, 0, 1))
            .orWhen(atWall && hand.z() < 0.35, new Vec3(goal.x(), goal.y(), hand.z()))
            .orWhen(see.z(goal) > 0.01, new Vec3(hand.x(), hand.y(), goal.z()))
            .otherwise(goal);
    return new Command(target, 10, grip);
  }

  static Command pickOutOfHole(Sight see) {
    Vec3 hand = see.hand();
    Vec3 goal = see.goal();
    Vec3 puck = see.object().plus(0, 0, 0.02);
    double grip = see.xy(puck) > 0.02 || see.z(puck) > 0.15 ? 0 : 0.1;
    Vec3 target =
        when(see.xy(puck) > 0.02, puck.plus(0, 0, 0.15))
            .orWhen(see.z(puck) > 0.01, puck)
            .orWhen(see.z(goal) > 0.04, new Vec3(hand.x(), hand.y(), goal.z()))
            .otherwise(goal);
    return new Command(target, 25, grip);
  }

  /** Lifts the ball to the height of the hoop, whose y and z it takes as known. */
  static Command basketball(Sight see) {
    Vec3 hand = see.hand();
    Vec3 ball = see.object().plus(0, 0, 0.01);
    Vec3 hoop = new Vec3(see.goal().x(), 0.875, 0.35);
    double grip = see.xy(see.object()) > 0.04 || see.z(see.object()) > 0.15 ? -1 : 0.6;
    Vec3 target =
        when(see.xy(ball) > 0.04, ball.plus(0, 0, 0.3))
            .orWhen(see.z(ball) > 0.025, ball)
            .orWhen(Math.abs(ball.z() - hoop.z()) > 0.025, new Vec3(hand.x(), hand.y(), hoop.z()))
            .otherwise(hoop);
    return new Command(target, 25, grip);
  }

  /** Grasps as if the cube were near the middle of its bin, so that no finger is caught outside. */
  static Command binPicking(Sight see) {
    Vec3 hand = see.hand();
    Vec3 seen = see.object().plus(0, 0, 0.03);
    Vec3 cube = new Vec3(seen.x(), Math.clamp(seen.y(), 0.675, 0.725), seen.z());
    Vec3 bin = new Vec3(0.12, 0.7, 0.02);
    double grip = see.xy(cube) > 0.02 || see.z(cube) > 0.02 ? -1 : 0.6;
    boolean awayFromBin = see.xy(bin) > 0.02;
    Vec3 target =
        when(see.xy(cube) > 0.02, cube.plus(0, 0, 0.15))
            .orWhen(see.z(cube) > 0.01, cube)
            .orWhen(awayFromBin && hand.z() < 0.15, hand.plus(0, 0, 0.1))
            .orWhen(awayFromBin, new Vec3(bin.x(), bin.y(), 0.18))
            .otherwise(bin);
    return new Command(target, 25, grip);
  }

  static Command boxClose(Sight see) {
    Vec3 hand = see.hand();
    Vec3 lid = see.object().plus(0, 0, 0.02);
    Vec3 box = new Vec3(see.goal().x(), see.goal().y(), 0.15).plus(0, 0, 0);
    double grip = see.xy(lid) > 0.01 || see.z(lid) > 0.13 ? 0.5 : 1;
    Vec3 target =
        when(see.xy(lid) > 0.01, new Vec3(lid.x(), lid.y(), 0.2))
            .orWhen(see.z(lid) > 0.05, lid)
            .orWhen(see.z(box) > 0.04, new Vec3(hand.x(), hand.y(), box.z()))
            .otherwise(box);
    return new Command(target, 25, grip);
  }

  /** Centres on the shelf, rises before it, then moves in. */
  static Command shelfPlace(Sight see) {
    Vec3 hand = see.hand();
    Vec3 seen = see.object();
    Vec3 block = seen.plus(-0.005, 0, 0.015);
    Vec3 shelf = see.goal();
    double grip = see.xy(seen) > 0.04 || see.z(seen) > 0.15 ? -1 : 0.7;
    Vec3 target =
        when(see.xy(block) > 0.04, block.plus(0, 0, 0.3))
            .orWhen(see.z(block) > 0.04, block)
            .orWhen(see.x(shelf) > 0.02, new Vec3(shelf.x(), hand.y(), 0.3))
            .orWhen(hand.z() < 0.30, hand.plus(0, 0, 0.30))
            .otherwise(hand.plus(0, 0.05, 0));
    return new Command(target, 25, grip);
  }

  static Command handInsert(Sight see) {
    Vec3 block = see.object();
    Vec3 hole = see.goal();
    double grip = see.xy(block) > 0.02 || see.z(block) > 0.1 ? 0 : 0.65;
    Vec3 target =
        when(see.xy(block) > 0.02, block.plus(0, 0, 0.1))
            .orWhen(see.z(block) > 0.05, block.plus(0, 0, 0.03))
            .orWhen(see.xy(hole) > 0.04, new Vec3(hole.x(), hole.y(), see.hand().z()))
            .otherwise(hole);
    return new Command(target, 10, grip);
  }
}
