package org.pollex.hardware.trajectory;

/**
 * The motion of one joint that gets furthest in a given time, from one velocity and acceleration to
 * another.
 *
 * <p>By the maximum principle the jerk of that motion is +j, 0, -j, 0, +j (the costate of the
 * acceleration is a convex parabola of time; the zeros are at the limits of the acceleration), with
 * a cruise in the middle where the velocity reaches its limit. Its acceleration is min(up,
 * max(line, low)) where up and low are the bounds that the two ends and the limit impose, and line
 * = c - j·t. The one unknown c is fixed by the change of velocity, of which it is a piecewise
 * quadratic, increasing function.
 */
final class Furthest {
  private static final double ROUNDING = 1e-11;

  private final MotionLimits limits;
  private final double v0;
  private final double a0;
  private final double vf;
  private final double af;

  /** Durations, s, of the segments of the last motion. */
  final double[] time = new double[7];

  /** Jerks of the segments of the last motion. */
  final double[] jerk = new double[7];

  /**
   * Prepares the motion between two velocities and accelerations.
   *
   * @param sign 1 for the furthest motion; -1 mirrors the ends, for the nearest
   */
  Furthest(MotionLimits limits, double v0, double a0, double vf, double af, int sign) {
    this.limits = limits;
    this.v0 = sign * v0;
    this.a0 = sign * a0;
    this.vf = sign * vf;
    this.af = sign * af;
  }

  /** Returns the shortest time in which the acceleration can change as it must, s. */
  double shortest() {
    return Math.abs(af - a0) / limits.jerk();
  }

  /** Returns the largest change of velocity in a time, less the one that is needed. */
  double spare(double t) {
    double j = limits.jerk();
    double peak = Math.min(limits.acceleration(), (a0 + af + j * t) / 2);
    double change =
        (2 * peak * peak - a0 * a0 - af * af) / (2 * j) + peak * (t + (a0 + af - 2 * peak) / j);
    return change - (vf - v0);
  }

  /**
   * Finds the motion that takes a time and returns its displacement; NaN when the velocity cannot
   * change as it must in that time.
   */
  double reach(double t) {
    double j = limits.jerk();
    double c = line(t);
    double high = high(c);
    double low = low(c, t);
    double peak = v0 + (2 * high * high - a0 * a0) / (2 * j) + high * (c + a0 - 2 * high) / j;
    if (high > 0 && low < 0 && peak > limits.velocity()) {
      return cruise(t);
    }
    set(0, (high - a0) / j, j);
    set(1, (c + a0 - 2 * high) / j, 0);
    set(2, (high - low) / j, -j);
    set(3, t + (2 * low - af - c) / j, 0);
    set(4, (af - low) / j, j);
    set(5, 0, 0);
    set(6, 0, 0);
    return displacement();
  }

  private double cruise(double t) {
    double j = limits.jerk();
    double limit = limits.velocity();
    double high = rise(limit - v0, a0);
    double low = -rise(limit - vf, af);
    set(0, (high - a0) / j, j);
    set(1, hold(limit - v0, a0, high), 0);
    set(2, high / j, -j);
    set(4, -low / j, -j);
    set(5, hold(limit - vf, af, -low), 0);
    set(6, (af - low) / j, j);
    time[3] = 0;
    double rest = t;
    for (double each : time) {
      rest -= each;
    }
    if (rest < -ROUNDING * t) {
      return Double.NaN;
    }
    set(3, rest, 0);
    return displacement();
  }

  /** Largest acceleration on the way up by a velocity that begins with a and ends without. */
  private double rise(double change, double a) {
    double square = Math.max(0, limits.jerk() * change + a * a / 2);
    return Math.min(limits.acceleration(), Math.sqrt(square));
  }

  private double hold(double change, double a, double high) {
    return high > 0
        ? Math.max(0, (change - (2 * high * high - a * a) / (2 * limits.jerk())) / high)
        : 0;
  }

  private void set(int segment, double duration, double value) {
    time[segment] = Math.max(0, duration);
    jerk[segment] = value;
  }

  private double high(double c) {
    return Math.min(limits.acceleration(), (a0 + c) / 2);
  }

  private double low(double c, double t) {
    return Math.max(-limits.acceleration(), (c + af - limits.jerk() * t) / 2);
  }

  /** Finds c in the piece of its range in which the change of velocity is the wanted one. */
  private double line(double t) {
    double first = a0;
    double last = af + limits.jerk() * t;
    double highClamps = Math.clamp(2 * limits.acceleration() - a0, first, Math.max(first, last));
    double lowClamps =
        Math.clamp(last - 2 * (limits.acceleration() + af), first, Math.max(first, last));
    double left = first;
    double above = vf - v0 - change(first, t);
    double tolerance = ROUNDING * (limits.velocity() + limits.acceleration() * t);
    if (!(last >= first - ROUNDING * limits.acceleration()) || above < -tolerance) {
      return Double.NaN;
    }
    for (double right :
        new double[] {
          Math.min(highClamps, lowClamps), Math.max(highClamps, lowClamps), Math.max(first, last)
        }) {
      double rest = vf - v0 - change(right, t);
      if (rest <= 0) {
        return left + step(left, right, above, t);
      }
      left = right;
      above = rest;
    }
    return above > tolerance ? Double.NaN : left;
  }

  /** Solves slope·x + curvature·x²/2 = above within a piece. */
  private double step(double left, double right, double above, double t) {
    if (above <= 0 || right <= left) {
      return 0;
    }
    double slope = slope(left, t);
    double curvature = (slope(right, t) - slope) / (right - left);
    double root = Math.sqrt(Math.max(0, slope * slope + 2 * curvature * above));
    return Math.min(right - left, 2 * above / (slope + root));
  }

  private double slope(double c, double t) {
    return (high(c) - low(c, t)) / limits.jerk();
  }

  /** Change of velocity as a function of c. */
  private double change(double c, double t) {
    double j = limits.jerk();
    double high = high(c);
    double low = low(c, t);
    return (2 * high * high - 2 * low * low - a0 * a0 + af * af) / (2 * j)
        + high * (c + a0 - 2 * high) / j
        + low * (t + (2 * low - af - c) / j);
  }

  private double displacement() {
    double x = 0;
    double v = v0;
    double a = a0;
    for (int i = 0; i < time.length; i++) {
      double t = time[i];
      x += t * (v + t * (a / 2 + t * jerk[i] / 6));
      v += t * (a + t * jerk[i] / 2);
      a += t * jerk[i];
    }
    return x;
  }
}
