package org.pollex.hardware.trajectory;

import java.util.Arrays;
import java.util.List;
import org.pollex.errors.BadInputException;

/**
 * Plans the shortest motion of several joints from one state to another in which all begin and end
 * together and every joint keeps its limits of velocity, acceleration and jerk.
 *
 * <p>Positions have no limits here: a joint that arrives fast may overshoot. Safe for several
 * threads.
 */
public final class TrajectoryPlanner {
  private static final double ROUNDING = 1e-9;

  private final List<MotionLimits> limits;

  /** Creates a planner; one limit for each joint. */
  public TrajectoryPlanner(List<MotionLimits> limits) {
    this.limits = List.copyOf(limits);
  }

  /**
   * Plans the shortest motion.
   *
   * @throws BadInputException when an end breaks a limit, or must have broken it before or will
   *     break it after
   */
  public Trajectory plan(MotionState start, MotionState goal) {
    return plan(start, goal, 0);
  }

  /**
   * Plans the shortest motion that takes at least a given time, s.
   *
   * @throws BadInputException as above
   */
  public Trajectory plan(MotionState start, MotionState goal, double atLeast) {
    int n = limits.size();
    if (start.joints() != n || goal.joints() != n) {
      throw new BadInputException(
          "states of " + start.joints() + " and " + goal.joints() + " joints",
          "This planner has limits for " + n + " joints.");
    }
    Furthest[] forwards = new Furthest[n];
    Furthest[] backwards = new Furthest[n];
    FeasibleTimes[] times = new FeasibleTimes[n];
    double[] distance = new double[n];
    for (int i = 0; i < n; i++) {
      double v0 = start.velocity()[i];
      double a0 = start.acceleration()[i];
      double vf = goal.velocity()[i];
      double af = goal.acceleration()[i];
      check(i, "start", v0, a0, 1);
      check(i, "goal", vf, af, -1);
      distance[i] = goal.position()[i] - start.position()[i];
      forwards[i] = new Furthest(limits.get(i), v0, a0, vf, af, 1);
      backwards[i] = new Furthest(limits.get(i), v0, a0, vf, af, -1);
      times[i] = new FeasibleTimes(forwards[i], backwards[i], distance[i], limits.get(i));
    }
    double duration = shortest(times, atLeast);
    Trajectory.Joint[] joints = new Trajectory.Joint[n];
    for (int i = 0; i < n; i++) {
      double far = forwards[i].reach(duration);
      double near = -backwards[i].reach(duration);
      double share = far > near ? Math.clamp((distance[i] - near) / (far - near), 0, 1) : 1;
      joints[i] =
          joint(
              start.position()[i],
              start.velocity()[i],
              start.acceleration()[i],
              mix(forwards[i], backwards[i], share, duration));
    }
    return new Trajectory(duration, joints);
  }

  /** Raises the duration until no joint objects. */
  private static double shortest(FeasibleTimes[] times, double atLeast) {
    double duration = Math.max(0, atLeast);
    for (double before = Double.NaN; before != duration; ) {
      before = duration;
      for (FeasibleTimes each : times) {
        duration = each.next(duration);
      }
    }
    return duration;
  }

  /** Whether a joint with this velocity and acceleration can keep its limits after or before. */
  private void check(int joint, String end, double v, double a, int direction) {
    MotionLimits limit = limits.get(joint);
    double later = v + direction * a * Math.abs(a) / (2 * limit.jerk());
    if (!(Math.abs(a) <= limit.acceleration() * (1 + ROUNDING))
        || !(Math.abs(v) <= limit.velocity() * (1 + ROUNDING))
        || !(Math.abs(later) <= limit.velocity() * (1 + ROUNDING))) {
      throw new BadInputException(
          "joint " + joint + " has velocity " + v + " and acceleration " + a + " at the " + end,
          "Both must keep " + limit + " there, and before and after with that jerk.");
    }
  }

  /** Knots and jerks of the weighted mean of two motions: rows of time and jerk. */
  private static double[][] mix(
      Furthest forwards, Furthest backwards, double share, double duration) {
    double[] ends = new double[forwards.time.length + backwards.time.length];
    int count = 0;
    for (Furthest each : List.of(forwards, backwards)) {
      double t = 0;
      for (int k = 0; k < each.time.length - 1; k++) {
        t += each.time[k];
        ends[count++] = t;
      }
    }
    double[] knots =
        Arrays.stream(ends, 0, count)
            .filter(t -> t > 0 && t < duration)
            .sorted()
            .distinct()
            .toArray();
    double[][] mixed = new double[2][knots.length + 1];
    System.arraycopy(knots, 0, mixed[0], 1, knots.length);
    for (int k = 0; k <= knots.length; k++) {
      double from = mixed[0][k];
      mixed[1][k] = share * jerkAfter(forwards, from) - (1 - share) * jerkAfter(backwards, from);
    }
    return mixed;
  }

  private static double jerkAfter(Furthest motion, double t) {
    double end = 0;
    int last = 0;
    for (int k = 0; k < motion.time.length; k++) {
      end += motion.time[k];
      if (motion.time[k] > 0) {
        last = k;
        if (end > t) {
          return motion.jerk[k];
        }
      }
    }
    return motion.jerk[last];
  }

  private static Trajectory.Joint joint(double p, double v, double a, double[][] mixed) {
    int count = mixed[0].length;
    double[] position = new double[count];
    double[] velocity = new double[count];
    double[] acceleration = new double[count];
    position[0] = p;
    velocity[0] = v;
    acceleration[0] = a;
    for (int k = 1; k < count; k++) {
      double d = mixed[0][k] - mixed[0][k - 1];
      double j = mixed[1][k - 1];
      double before = acceleration[k - 1];
      acceleration[k] = before + d * j;
      velocity[k] = velocity[k - 1] + d * (before + d * j / 2);
      position[k] = position[k - 1] + d * (velocity[k - 1] + d * (before / 2 + d * j / 6));
    }
    return new Trajectory.Joint(mixed[0], position, velocity, acceleration, mixed[1]);
  }
}
