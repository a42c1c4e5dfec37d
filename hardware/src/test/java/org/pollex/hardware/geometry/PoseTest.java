package org.pollex.hardware.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Algebraic laws on random poses; the seed is the repetition. */
class PoseTest {
  private static final double EPSILON = 1e-12;

  @RepeatedTest(50)
  void composingWithTheInverseIsTheIdentity(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Pose X_AB = pose(random);
    assertSame(Pose.IDENTITY, X_AB.times(X_AB.inverse()));
    assertSame(Pose.IDENTITY, X_AB.inverse().times(X_AB));
  }

  @RepeatedTest(50)
  void compositionActsOnPointsInTurn(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Pose X_AB = pose(random);
    Pose X_BC = pose(random);
    Vec3 p_C = vector(random);
    Vec3 once = X_AB.times(X_BC).transform(p_C);
    Vec3 inTurn = X_AB.transform(X_BC.transform(p_C));
    assertEquals(0, once.distance(inTurn), EPSILON);
  }

  @RepeatedTest(50)
  void yawOfAYawRotationIsItsAngle(RepetitionInfo repetition) {
    double angle = new Random(repetition.getCurrentRepetition()).nextDouble(-Math.PI, Math.PI);
    assertEquals(angle, new Pose(Vec3.ZERO, Quaternion.yaw(angle)).yaw(), EPSILON);
    assertEquals(Math.abs(angle), Quaternion.yaw(angle).angleTo(Quaternion.IDENTITY), EPSILON);
  }

  private static void assertSame(Pose expected, Pose actual) {
    assertEquals(0, expected.position().distance(actual.position()), EPSILON);
    assertEquals(0, expected.rotation().angleTo(actual.rotation()), EPSILON);
  }

  private static Vec3 vector(Random random) {
    return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
  }

  private static Pose pose(Random random) {
    Quaternion rotation =
        new Quaternion(
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextGaussian())
            .normalized();
    return new Pose(vector(random), rotation);
  }
}
