package org.pollex.hardware.safety;

import java.util.SplittableRandom;
import org.pollex.hardware.profile.RobotProfile;

/** Commands that a good, a bad and a hostile policy would propose. */
final class Proposer {
  private final RobotProfile profile;
  private final SplittableRandom random;
  private final double dt;
  private final double[] velocity;
  private final double[] target;
  private final double[] previous;
  private int mode;
  private int left;

  Proposer(RobotProfile profile, SplittableRandom random) {
    this.profile = profile;
    this.random = random;
    dt = 1 / profile.control().rateHz();
    int n = profile.joints().size();
    velocity = new double[n];
    target = new double[n];
    previous = new double[n];
  }

  double[] next(double[] now) {
    if (left-- <= 0) {
      mode = random.nextInt(7);
      left = random.nextInt(5, 120);
      for (int i = 0; i < target.length; i++) {
        RobotProfile.JointLimits joint = profile.joints().get(i);
        double low = Math.max(-4, joint.lower());
        double high = Math.min(4, joint.upper());
        target[i] =
            random.nextInt(3) == 0
                ? (random.nextBoolean() ? low : high)
                : random.nextDouble(low, high);
      }
    }
    double[] proposed = now.clone();
    for (int i = 0; i < proposed.length; i++) {
      RobotProfile.JointLimits joint = profile.joints().get(i);
      double actual = (now[i] - previous[i]) / dt;
      double away = Math.signum(target[i] - now[i]);
      switch (mode) {
        // As fast as the limits let it, towards a target that is often a limit.
        case 0 -> {
          double c = joint.jerk() * dt * dt;
          velocity[i] = Math.clamp(actual + away * c, -joint.velocity(), joint.velocity());
          proposed[i] = now[i] + velocity[i] * dt;
        }
        // Slow and small.
        case 1 -> proposed[i] = now[i] + random.nextDouble(-1e-9, 1e-9);
        // All at once.
        case 2 -> proposed[i] = target[i];
        // Noise at the size of the velocity limit.
        case 3 -> proposed[i] = now[i] + random.nextDouble(-1, 1) * joint.velocity() * dt;
        // Forth and back at full acceleration.
        case 4 ->
            proposed[i] =
                now[i] + (actual + (left % 2 == 0 ? 1 : -1) * joint.acceleration() * dt) * dt;
        // Keeps going as it goes, into whatever comes.
        case 5 -> proposed[i] = now[i] + actual * dt;
        // Nonsense now and then.
        default -> {
          int kind = random.nextInt(40);
          proposed[i] =
              switch (kind) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> Math.toDegrees(now[i]);
                case 3 -> -Double.MAX_VALUE;
                default -> now[i] + actual * dt;
              };
        }
      }
    }
    System.arraycopy(now, 0, previous, 0, now.length);
    return proposed;
  }
}
