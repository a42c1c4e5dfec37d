package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that slide something over the table: from above, down to it, then along. */
final class Pushing {
  private Pushing() {}

  static Command push(Sight see) {
    Vec3 puck = see.object().plus(-0.005, 0, 0);
    Vec3 target =
        when(see.xy(puck) > 0.02, puck.plus(0, 0, 0.2))
            .orWhen(see.z(puck) > 0.04, puck.plus(0, 0, 0.03))
            .otherwise(see.goal());
    return new Command(target, 10, holdPuck(see));
  }

  /** Goes left while the puck is before the wall, then forward past its end. */
  static Command pushWall(Sight see) {
    Vec3 puck = see.object().plus(-0.005, 0, 0);
    double x = puck.x();
    double y = puck.y();
    boolean beforeWall = -0.1 <= x && x <= 0.3 && 0.65 <= y && y <= 0.75;
    boolean besideWall =
        ((-0.15 < x && x < 0.05) || (0.15 < x && x < 0.35)) && 0.695 <= y && y <= 0.755;
    Vec3 target =
        when(see.xy(puck) > 0.02, puck.plus(0, 0, 0.2))
            .orWhen(see.z(puck) > 0.04, puck.plus(0, 0, 0.03))
            .orWhen(beforeWall, see.hand().plus(-1, 0, 0))
            .orWhen(besideWall, see.hand().plus(0, 1, 0))
            .otherwise(see.goal());
    return new Command(target, 10, holdPuck(see));
  }

  private static double holdPuck(Sight see) {
    Vec3 puck = see.object();
    return see.xy(puck) > 0.02 || see.z(puck) > 0.1 ? 0 : 0.6;
  }

  static Command pushBack(Sight see) {
    Vec3 puck = see.object();
    double grip = see.xy(puck) > 0.04 || see.z(puck) > 0.05 ? 0 : 0.9;
    Vec3 target =
        when(see.xy(puck) > 0.04, puck.plus(0, 0, 0.3))
            .orWhen(see.z(puck) > 0.055, puck)
            .otherwise(see.goal().plus(0, 0, see.hand().z()));
    return new Command(target, 10, grip);
  }

  /** Carries the cube to the right until the hand is past the middle; opens over the edge. */
  static Command sweep(Sight see) {
    Vec3 seen = see.object();
    Vec3 cube = seen.plus(0, 0, 0.015);
    boolean away = see.xy(seen) > 0.04 || see.z(seen) > 0.15;
    double grip = !away && seen.x() < 0.4 ? 0.7 : -1;
    boolean left = see.hand().x() < 0.2;
    Vec3 target =
        when(left && see.xy(cube) > 0.04, cube.plus(0, 0, 0.3))
            .orWhen(left && see.z(cube) > 0.04, cube)
            .otherwise(see.goal().plus(0, 0, 0.1));
    return new Command(target, 25, grip);
  }

  static Command sweepInto(Sight see) {
    Vec3 seen = see.object();
    Vec3 cube = seen.plus(-0.005, 0, 0.01);
    double grip = see.xy(seen) > 0.04 || see.z(seen) > 0.15 ? -1 : 0.7;
    Vec3 target =
        when(see.xy(cube) > 0.04, cube.plus(0, 0, 0.3))
            .orWhen(see.z(cube) > 0.04, cube)
            .otherwise(see.goal());
    return new Command(target, 25, grip);
  }

  /** Pushes the ball from the side that is away from the goal. */
  static Command soccer(Sight see) {
    Vec3 ball = see.object().plus(0, 0, 0.03);
    double height = see.xy(ball) < 0.02 ? 0.1 : 0.03;
    double rightOfGoal = ball.x() - see.goal().x();
    Vec3 side =
        when(rightOfGoal < -0.05, ball.plus(-0.03, 0, 0))
            .orWhen(rightOfGoal > 0.05, ball.plus(0.03, 0, 0))
            .otherwise(ball.plus(0, -0.03, 0));
    Vec3 start = new Vec3(side.x(), side.y(), height);
    return new Command(when(see.xyz(start) > 0.01, start).otherwise(ball), 25, 1);
  }
}
