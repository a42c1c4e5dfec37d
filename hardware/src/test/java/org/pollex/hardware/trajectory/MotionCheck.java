package org.pollex.hardware.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * Judges a motion by its knots and jerks alone: integrates them anew and looks at every extremum.
 */
final class MotionCheck {
  private static final double EXCESS = 1e-9;

  private MotionCheck() {}

  static void check(
      String what,
      List<MotionLimits> limits,
      MotionState start,
      MotionState goal,
      Trajectory motion) {
    for (int i = 0; i < limits.size(); i++) {
      joint(what + ", joint " + i, limits.get(i), i, start, goal, motion);
    }
  }

  private static void joint(
      String what,
      MotionLimits limit,
      int i,
      MotionState start,
      MotionState goal,
      Trajectory motion) {
    double[] knots = motion.knots(i);
    double[] jerks = motion.jerks(i);
    double p = start.position()[i];
    double v = start.velocity()[i];
    double a = start.acceleration()[i];
    for (int k = 0; k < knots.length; k++) {
      double d = (k + 1 < knots.length ? knots[k + 1] : motion.duration()) - knots[k];
      double j = jerks[k];
      assertTrue(d >= 0, what);
      assertTrue(Math.abs(j) <= limit.jerk() + EXCESS, what + " jerk " + j);
      double turn = -a / j;
      if (turn > 0 && turn < d) {
        within(what + " velocity", v + turn * (a + turn * j / 2), limit.velocity());
      }
      p += d * (v + d * (a / 2 + d * j / 6));
      v += d * (a + d * j / 2);
      a += d * j;
      within(what + " velocity", v, limit.velocity());
      within(what + " acceleration", a, limit.acceleration());
    }
    assertEquals(goal.position()[i], p, 1e-8, what + " position at the end");
    assertEquals(goal.velocity()[i], v, 1e-8, what + " velocity at the end");
    assertEquals(goal.acceleration()[i], a, 1e-7, what + " acceleration at the end");
  }

  private static void within(String what, double value, double limit) {
    assertTrue(Math.abs(value) <= limit + EXCESS, what + " " + value + ", limit " + limit);
  }
}
