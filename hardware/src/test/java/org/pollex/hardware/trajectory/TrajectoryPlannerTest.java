package org.pollex.hardware.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;

class TrajectoryPlannerTest {
  private static final long SEED = 20261125;
  private static final MotionLimits LIMITS = new MotionLimits(2, 8, 300);
  private static final TrajectoryPlanner ONE = new TrajectoryPlanner(List.of(LIMITS));

  @Test
  void isNoSlowerThanRuckigAndKeepsEveryLimit() throws IOException {
    compare(Path.of("src/test/resources/org/pollex/hardware/trajectory/ruckig.csv"));
  }

  /** States from bench/peers/ruckig_states.py: {@code -Dpollex.trajectory.reference=FILE}. */
  @Tag("long")
  @Test
  void isNoSlowerThanRuckigInManyStates() throws IOException {
    String file = System.getProperty("pollex.trajectory.reference");
    Assumptions.assumeTrue(file != null, "no file of Ruckig's durations was given");
    compare(Path.of(file));
  }

  private static void compare(Path file) throws IOException {
    double slowest = 0;
    List<Reference> references = Reference.read(file);
    for (int row = 0; row < references.size(); row++) {
      Reference each = references.get(row);
      Trajectory motion = new TrajectoryPlanner(each.limits()).plan(each.start(), each.goal());
      MotionCheck.check(file + " row " + row, each.limits(), each.start(), each.goal(), motion);
      double ratio = motion.duration() / each.duration();
      slowest = Math.max(slowest, ratio);
      assertTrue(ratio < 1 + 1e-6, file + " row " + row + ": " + ratio + " of Ruckig's duration");
    }
    System.out.printf(
        "trajectories: %d, longest %.12f of Ruckig's duration%n", references.size(), slowest);
  }

  /** What the shortest motion cannot do in less time it can do in some longer ones. */
  @Test
  void keepsLimitsInAnyLongerTimeToo() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 3_000; round++) {
      List<MotionLimits> limits = new ArrayList<>();
      double[][] numbers = new double[6][3];
      for (int i = 0; i < 3; i++) {
        MotionLimits limit =
            new MotionLimits(
                random.nextDouble(0.1, 3),
                random.nextDouble(0.5, 20),
                Math.pow(10, random.nextDouble(0.5, 4)));
        limits.add(limit);
        double near = random.nextBoolean() ? 3 : 1e-3;
        numbers[0][i] = random.nextDouble(-near, near);
        numbers[3][i] = random.nextInt(5) == 0 ? numbers[0][i] : random.nextDouble(-near, near);
        for (int end = 1; end <= 4; end += 3) {
          double a = random.nextInt(3) * random.nextDouble(-0.5, 0.5) * limit.acceleration();
          double room = limit.velocity() - a * a / 2 / limit.jerk();
          numbers[end + 1][i] = room > 0 ? a : 0;
          room = room > 0 ? room : limit.velocity();
          numbers[end][i] =
              switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextBoolean() ? room : -room;
                default -> random.nextDouble(-room, room);
              };
        }
      }
      MotionState start = new MotionState(numbers[0], numbers[1], numbers[2]);
      MotionState goal = new MotionState(numbers[3], numbers[4], numbers[5]);
      TrajectoryPlanner planner = new TrajectoryPlanner(limits);
      String what = "seed " + SEED + " round " + round;
      Trajectory shortest = planner.plan(start, goal);
      MotionCheck.check(what, limits, start, goal, shortest);
      double atLeast = shortest.duration() * random.nextDouble(1, 4) + random.nextDouble(1e-3);
      Trajectory longer = planner.plan(start, goal, atLeast);
      assertTrue(longer.duration() >= atLeast, what);
      MotionCheck.check(what + " longer", limits, start, goal, longer);
    }
  }

  /** A rest-to-rest motion that reaches no limit but the jerk takes (32 d / j)^(1/3). */
  @Test
  void shortMotionsTakeTheTimeOfTheTextbook() {
    Trajectory motion = ONE.plan(MotionState.rest(1), MotionState.rest(1.001));
    assertEquals(Math.cbrt(32 * 0.001 / 300), motion.duration(), 1e-12);
    assertArrayEquals(new double[] {1.0005}, motion.at(motion.duration() / 2).position(), 1e-12);
  }

  /** One that reaches all limits takes d / v + v / a + a / j. */
  @Test
  void longMotionsTakeTheTimeOfTheTextbook() {
    Trajectory motion = ONE.plan(MotionState.rest(-1), MotionState.rest(2));
    assertEquals(3.0 / 2 + 2.0 / 8 + 8.0 / 300, motion.duration(), 1e-12);
    assertEquals(2, motion.at(motion.duration() / 2).velocity()[0], 1e-12);
  }

  @Test
  void staysWhereItIsWhenItIsThere() {
    MotionState here = MotionState.moving(new double[] {0.3}, new double[] {1.5});
    assertEquals(0, ONE.plan(here, here).duration(), 1e-9);
    Trajectory wait = ONE.plan(MotionState.rest(1), MotionState.rest(1), 0.5);
    assertEquals(0.5, wait.duration(), 1e-12);
    assertEquals(1, wait.at(0.25).position()[0], 1e-9);
    assertArrayEquals(new double[] {1}, wait.at(99).position(), 1e-9);
  }

  @Test
  void refusesEndsThatNoMotionCanKeep() {
    MotionState rest = MotionState.rest(0);
    MotionState rising = new MotionState(new double[1], new double[] {1.95}, new double[] {7});
    assertThrows(BadInputException.class, () -> ONE.plan(rising, rest));

    MotionState fallen = new MotionState(new double[1], new double[] {1.95}, new double[] {-7});
    assertThrows(BadInputException.class, () -> ONE.plan(rest, fallen));
    assertThrows(BadInputException.class, () -> ONE.plan(rest, MotionState.rest(0, 0)));
    assertThrows(BadInputException.class, () -> MotionState.rest(Double.NaN));
    assertThrows(BadInputException.class, () -> new MotionLimits(1, 0, 1));
  }
}
