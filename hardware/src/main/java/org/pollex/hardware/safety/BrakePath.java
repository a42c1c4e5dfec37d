package org.pollex.hardware.safety;

import org.pollex.hardware.collision.SelfCollision;
import org.pollex.hardware.profile.RobotProfile;

/** Judges a state of all joints together with the way to rest from there. Allocation-free. */
final class BrakePath {
  /** Postures on the way to rest that are compared with spheres, planes and cone. */
  private static final int CHECKED = 6;

  private final int n;
  private final double dt;
  private final int longest;
  private final double[] lower;
  private final double[] upper;
  private final double[] velocity;
  private final double[] acceleration;
  private final double[] jerk;
  private final double[] path;
  private final int[] steps;
  private final double[] posture;
  private final SelfCollision spheres;
  private final ToolLimits tool;
  private final double margin;

  BrakePath(RobotProfile profile, Workspace workspace, double margin) {
    n = profile.joints().size();
    dt = 1 / profile.control().rateHz();
    lower = new double[n];
    upper = new double[n];
    velocity = new double[n];
    acceleration = new double[n];
    jerk = new double[n];
    double seconds = 0;
    for (int i = 0; i < n; i++) {
      RobotProfile.JointLimits joint = profile.joints().get(i);
      lower[i] = joint.lower();
      upper[i] = joint.upper();
      velocity[i] = joint.velocity();
      acceleration[i] = joint.acceleration();
      jerk[i] = joint.jerk();
      seconds =
          Math.max(
              seconds,
              joint.velocity() / joint.acceleration() + 4 * joint.acceleration() / joint.jerk());
    }
    longest = 10 + (int) Math.ceil(1.5 * seconds / dt);
    path = new double[n * longest];
    steps = new int[n];
    posture = new double[n];
    spheres = new SelfCollision(profile);
    tool = new ToolLimits(profile, workspace);
    this.margin = margin;
  }

  double dt() {
    return dt;
  }

  /**
   * Returns the first rule that a joint breaks by going from (q0, v0, a0) to q1 and then braking,
   * or null. Property: null means that all differences are within the limits, up to rounding, and
   * so are those of every later step of the way to rest.
   */
  Rule judge(int i, double q0, double v0, double a0, double q1) {
    double v = (q1 - q0) / dt;
    double a = (v - v0) / dt;
    return judge(i, q1, v, a, a0, slack(q0, q1));
  }

  /** Differences of coordinates are known up to their rounding, which division by dt enlarges. */
  private static double slack(double q0, double q1) {
    return 4 * Math.ulp(Math.max(1, Math.max(Math.abs(q0), Math.abs(q1))));
  }

  private Rule judge(int i, double q1, double v1, double a1, double a0, double slack) {
    if (!Checks.inside(q1, lower[i], upper[i])) {
      return Rule.POSITION;
    }
    if (!Checks.within(v1, velocity[i] * (1 + 1e-9) + slack / dt)) {
      return Rule.VELOCITY;
    }
    if (!Checks.within(a1, acceleration[i] * (1 + 1e-9) + slack / dt / dt)) {
      return Rule.ACCELERATION;
    }
    if (!Checks.within(a1 - a0, jerk[i] * dt * (1 + 1e-9) + slack / dt / dt)) {
      return Rule.JERK;
    }
    double q = q1;
    double v = v1;
    double a = a1;
    steps[i] = 0;
    while (!atRest(i, v, a)) {
      if (steps[i] == longest) {
        return Rule.ACCELERATION;
      }
      a = Braking.next(v, a, acceleration[i], jerk[i], dt);
      v += a * dt;
      q += v * dt;
      path[steps[i]++ * n + i] = q;
      if (!Checks.inside(q, lower[i], upper[i])) {
        return Rule.POSITION;
      }
      if (!Checks.within(v, velocity[i] * (1 + 1e-9) + slack / dt)) {
        return Rule.VELOCITY;
      }
    }
    return null;
  }

  /**
   * Returns the first rule that the whole robot breaks at a posture or while braking from it, or
   * null. Every joint must have been judged by its own rules before.
   */
  Rule judgeTogether(double[] q1) {
    int last = 0;
    for (int i = 0; i < n; i++) {
      last = Math.max(last, steps[i]);
    }
    Rule rule = at(q1);
    int stride = Math.max(1, (last + CHECKED - 1) / CHECKED);
    for (int k = last - 1; k >= 0 && rule == null; k -= stride) {
      for (int i = 0; i < n; i++) {
        posture[i] = steps[i] == 0 ? q1[i] : path[Math.min(k, steps[i] - 1) * n + i];
      }
      rule = at(posture);
    }
    return rule;
  }

  private Rule at(double[] q) {
    return spheres.gap(q) < margin ? Rule.SELF_COLLISION : tool.judge(q);
  }

  boolean atRest(int i, double v, double a) {
    return Braking.atRest(v, a, acceleration[i], dt);
  }

  /** Returns the next acceleration of a joint that brakes. */
  double brake(int i, double v, double a) {
    return atRest(i, v, a) ? 0 : Braking.next(v, a, acceleration[i], jerk[i], dt);
  }

  /**
   * As far towards a coordinate as can be undone: all, half, a quarter, an eighth, else braking.
   */
  double towards(int i, double q0, double v0, double a0, double wanted) {
    double braked = q0 + (v0 + brake(i, v0, a0) * dt) * dt;
    double reachable = reachable(i, q0, v0, a0, wanted);
    for (double share = 1; share > 0.1; share /= 2) {
      double candidate = braked + share * (reachable - braked);
      if (judge(i, q0, v0, a0, candidate) == null) {
        return candidate;
      }
    }
    judge(i, q0, v0, a0, braked);
    return braked;
  }

  /** Returns a coordinate brought to what velocity, acceleration and jerk allow in one step. */
  private double reachable(int i, double q0, double v0, double a0, double wanted) {
    double c = jerk[i] * dt;
    double low = Math.max(a0 - c, -acceleration[i]);
    double high = Math.min(a0 + c, acceleration[i]);
    double v = (Math.clamp(wanted, lower[i], upper[i]) - q0) / dt;
    v = Math.clamp(v, -velocity[i], velocity[i]);
    double a = low > high ? a0 : Math.clamp((v - v0) / dt, low, high);
    return q0 + (v0 + a * dt) * dt;
  }
}
