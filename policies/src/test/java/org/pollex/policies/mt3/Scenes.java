package org.pollex.policies.mt3;

import java.util.Arrays;
import java.util.Optional;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;

/** Made-up demonstrations: reach down to a box, close, carry it over to a goal. */
final class Scenes {
  static final Vec3 OBJECT = new Vec3(0.05, 0.65, 0.02);
  static final Vec3 GOAL = new Vec3(-0.1, 0.85, 0.15);
  private static final Vec3 HOME = new Vec3(0, 0.6, 0.2);
  private static final int LAG = 7;

  private Scenes() {}

  /** A demonstration of 140 steps whose hand lags its command, as a real one does. */
  static Demonstration pick(Optional<PointCloud> fixture, Optional<Vec3> goal) {
    Vec3 above = OBJECT.plus(new Vec3(0, 0, 0.2));
    Vec3[] command = new Vec3[141];
    for (int k = 0; k < command.length; k++) {
      command[k] =
          k < 30
              ? between(HOME, above, k / 30.0)
              : k < 60
                  ? between(above, OBJECT, (k - 30) / 30.0)
                  : k < 80 ? OBJECT : between(OBJECT, GOAL, Math.min(1, (k - 80) / 45.0));
    }
    float[] gripper = new float[140];
    for (int k = 0; k < gripper.length; k++) {
      gripper[k] = k < 62 ? -1 : 0.6f;
    }
    double[] fingers = new double[141];
    for (int k = 0; k < fingers.length; k++) {
      fingers[k] = Math.clamp(1 - 0.04 * (k - 63), 0.5, 1.0);
    }
    return new Demonstration(
        "made-up",
        "pick",
        follow(command),
        command,
        fingers,
        gripper,
        130,
        box(OBJECT),
        fixture,
        goal);
  }

  /** The same demonstration with everything moved. */
  static Demonstration moved(Demonstration demo, Pose X) {
    return new Demonstration(
        demo.id(),
        demo.task(),
        each(demo.hand(), X),
        each(demo.command(), X),
        demo.fingers(),
        demo.gripper(),
        demo.success(),
        demo.target().transformed(X, "world"),
        demo.fixture().map(cloud -> cloud.transformed(X, "world")),
        demo.goal().map(X::transform));
  }

  private static Vec3[] each(Vec3[] path, Pose X) {
    return Arrays.stream(path).map(X::transform).toArray(Vec3[]::new);
  }

  /** A hand that follows its command with a time constant of LAG steps. */
  private static Vec3[] follow(Vec3[] command) {
    Vec3[] hand = new Vec3[command.length];
    hand[0] = command[0];
    for (int k = 1; k < hand.length; k++) {
      hand[k] = hand[k - 1].plus(command[k].minus(hand[k - 1]).times(1.0 / LAG));
    }
    return hand;
  }

  static Vec3 between(Vec3 a, Vec3 b, double share) {
    return a.plus(b.minus(a).times(share));
  }

  /** The surface of a cube of 4 cm, an odd corner missing. */
  static PointCloud box(Vec3 centre) {
    float[] xyz = new float[3 * 11 * 11 * 11];
    int n = 0;
    for (int i = 0; i <= 10; i++) {
      for (int j = 0; j <= 10; j++) {
        for (int k = 0; k <= 10; k++) {
          boolean surface = i % 10 == 0 || j % 10 == 0 || k == 10;
          boolean missing = i > 6 && j > 7 && k > 4;
          if (surface && !missing) {
            xyz[n++] = (float) (centre.x() + 0.004 * (i - 5));
            xyz[n++] = (float) (centre.y() + 0.004 * (j - 5));
            xyz[n++] = (float) (centre.z() + 0.004 * (k - 5));
          }
        }
      }
    }
    return PointCloud.of(Arrays.copyOf(xyz, n), "world");
  }
}
