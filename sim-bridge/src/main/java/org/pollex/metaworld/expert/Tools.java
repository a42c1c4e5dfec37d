package org.pollex.metaworld.expert;

import static org.pollex.metaworld.expert.Phases.when;

import org.pollex.hardware.geometry.Vec3;

/** Experts that grasp one thing to work on another. */
final class Tools {
  private Tools() {}

  /** Carries the hammer to the nail's x and z, then drives it along y. */
  static Command hammer(Sight see) {
    Vec3 hammer = see.object().plus(-0.04, 0, -0.01);
    Vec3 nail = new Vec3(0.24, 0.71, 0.11).plus(-0.19, 0, 0.05);
    double grip = see.xy(hammer) > 0.04 || see.z(hammer) > 0.1 ? 0 : 0.8;
    Vec3 target =
        when(see.xy(hammer) > 0.04, hammer.plus(0, 0, 0.1))
            .orWhen(see.z(hammer) > 0.05 && hammer.z() < 0.03, hammer.plus(0, 0, 0.03))
            .orWhen(see.xz(nail) > 0.02, new Vec3(nail.x(), see.hand().y(), nail.z()))
            .otherwise(nail);
    return new Command(target, 10, grip);
  }

  static Command stickPush(Sight see) {
    Vec3 stick = see.object().plus(0.015, 0, 0.03);
    return stick(see, stick, see.second(), see.goal().plus(0, 0, 0.132), 10);
  }

  static Command stickPull(Sight see) {
    Vec3 stick = see.object().plus(-0.015, 0, 0.03);
    Vec3 thermos = see.second().plus(-0.015, 0, 0.03);
    return stick(see, stick, thermos, see.goal().plus(-0.05, 0, 0), 25);
  }

  /**
   * Grasps the stick, lines it up with the thermos in y, then z, then x; moves both to the goal.
   */
  private static Command stick(Sight see, Vec3 stick, Vec3 thermos, Vec3 goal, double gain) {
    double grip = see.xy(stick) > 0.02 || see.z(stick) > 0.1 ? -1 : 0.7;
    boolean apart = Math.abs(stick.x() - thermos.x()) > 0.04;
    Vec3 inLine = new Vec3(stick.x(), thermos.y(), stick.z());
    Vec3 inFront = new Vec3(stick.x(), thermos.y(), thermos.z());
    Vec3 target =
        when(!apart, goal)
            .orWhen(see.xy(stick) > 0.02, stick.plus(0, 0, 0.1))
            .orWhen(see.z(stick) > 0.02, stick)
            .orWhen(Math.abs(stick.y() - thermos.y()) > 0.02, inLine)
            .orWhen(Math.abs(stick.z() - thermos.z()) > 0.02, inFront)
            .otherwise(thermos);
    return new Command(target, gain, grip);
  }
}
