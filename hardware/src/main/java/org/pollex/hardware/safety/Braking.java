package org.pollex.hardware.safety;

/**
 * How one joint comes to rest in discrete time, with bounded acceleration and jerk. Pure functions.
 *
 * <p>A joint's state is its coordinate q, its velocity v = (q - q₋₁)/dt and its acceleration a = (v
 * - v₋₁)/dt, as differences of what was commanded.
 */
final class Braking {
  private Braking() {}

  /**
   * Returns the next acceleration on the way to rest: the one from which taking jerk·dt off in each
   * further step ends with v = 0 and a = 0, or as near to it as the limits allow.
   *
   * <p>With x the size of the acceleration and c = jerk·dt, the velocity taken off is dt·(x + (x -
   * c) + (x - 2c) + …) = dt·((n+1)x - c·n(n+1)/2), n = ⌊x/c⌋, which is solved for x in closed form.
   *
   * <p>Properties: |result| ≤ max(acceleration, |a| - c), |result - a| ≤ c, and from any state the
   * steps end at rest.
   */
  static double next(double v, double a, double acceleration, double jerk, double dt) {
    double c = jerk * dt;
    double speed = Math.abs(v);
    double n = Math.floor((Math.sqrt(1 + 8 * speed / (dt * c)) - 1) / 2);
    double x = (speed / dt + c * n * (n + 1) / 2) / (n + 1);
    double wanted = -Math.copySign(Math.min(x, acceleration), v);
    return Math.clamp(wanted, a - c, a + c);
  }

  /** Returns true when a joint is at rest but for rounding. */
  static boolean atRest(double v, double a, double acceleration, double dt) {
    return Math.abs(v) <= 1e-9 * acceleration * dt && Math.abs(a) <= 1e-6 * acceleration;
  }
}
