package org.pollex.retrieval.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;

class RegistrationTest {
  private static final Vec3 EYE = new Vec3(-0.6, -0.4, 0.7);
  private static final double NOISE = 0.001;

  private static double yawError(Alignment answer, double yaw) {
    return Math.toDegrees(Math.abs(Math.IEEEremainder(answer.yaw() - yaw, 2 * Math.PI)));
  }

  private static boolean right(Alignment answer, double yaw, Vec3 shift) {
    return yawError(answer, yaw) < 5 && answer.X_TS().position().distance(shift) < 0.01;
  }

  private static Vec3 shift(Random random) {
    return new Vec3(
        0.6 * random.nextDouble() - 0.3,
        0.6 * random.nextDouble() - 0.3,
        0.1 * random.nextDouble() - 0.05);
  }

  @Test
  void viewsOfAsymmetricObjectsAreAlignedOverTheFullCircle() {
    int cases = 60;
    int right = 0;
    int wrongUnflagged = 0;
    for (long seed = 0; seed < cases; seed++) {
      Random random = new Random(31 * seed + 1);
      double yaw = (2 * random.nextDouble() - 1) * Math.PI;
      Vec3 shift = shift(random);
      TestObject object = TestObject.random(seed);
      PointCloud demo = object.seen(1500, NOISE, 0, Vec3.ZERO, EYE, seed);
      PointCloud live = object.seen(1500, NOISE, yaw, shift, EYE, seed + 1000);
      RegistrationResult result = Registration.align(demo, live);
      if (right(result.best(), yaw, shift)) {
        right++;
      } else if (!result.ambiguous()) {
        wrongUnflagged++;
      }
    }
    assertTrue(right >= 0.9 * cases, right + " of " + cases);
    assertTrue(wrongUnflagged <= 0.07 * cases, wrongUnflagged + " wrong and not flagged");
  }

  @Test
  void aWholeSurfaceIsAlignedWithAView() {
    int cases = 12;
    int right = 0;
    for (long seed = 100; seed < 100 + cases; seed++) {
      Random random = new Random(seed);
      double yaw = (2 * random.nextDouble() - 1) * Math.PI;
      Vec3 shift = shift(random);
      TestObject object = TestObject.random(seed);
      PointCloud model = object.whole(1500, NOISE, seed).seenFrom(EYE);
      PointCloud live = object.seen(1500, NOISE, yaw, shift, EYE, seed + 1000);
      right += right(Registration.align(model, live).best(), yaw, shift) ? 1 : 0;
    }
    assertTrue(right >= cases - 1, right + " of " + cases);
  }

  @Test
  void withoutACameraSmallTurnsAreStillFound() {
    for (long seed = 200; seed < 210; seed++) {
      Random random = new Random(seed);
      double yaw = 0.8 * random.nextDouble() - 0.4;
      Vec3 shift = shift(random);
      TestObject object = TestObject.random(seed);
      PointCloud demo = object.seen(1500, NOISE, 0, Vec3.ZERO, EYE, seed);
      PointCloud live = object.seen(1500, NOISE, yaw, shift, EYE, seed + 1000);
      RegistrationResult result =
          Registration.align(
              PointCloud.of(demo.toArray(), "world"), PointCloud.of(live.toArray(), "world"));
      boolean found = result.answers().stream().anyMatch(a -> right(a, yaw, shift));
      assertTrue(found, "seed " + seed + ": " + result);
    }
  }

  @Test
  void aCloudAlignsWithItself() {
    for (long seed = 0; seed < 5; seed++) {
      PointCloud cloud = TestObject.random(seed).seen(1500, 0, 0, Vec3.ZERO, EYE, seed);
      Alignment best = Registration.align(cloud, cloud).best();
      assertTrue(best.X_TS().position().norm() < 0.0005, "seed " + seed + ": " + best);
      assertTrue(Math.abs(best.yaw()) < Math.toRadians(0.2), "seed " + seed + ": " + best);
      assertEquals(1, best.overlap(), 0.01);
    }
  }

  @Test
  void theBestAnswerWithoutATurnIsAlwaysTold() {
    PointCloud demo = TestObject.random(4).seen(800, NOISE, 0, Vec3.ZERO, EYE, 1);
    PointCloud live = TestObject.random(4).seen(800, NOISE, 2, new Vec3(0.1, 0.2, 0), EYE, 2);
    RegistrationResult result = Registration.align(demo, live);
    assertEquals(0, result.unturned().yaw(), 1e-12);
    assertTrue(result.unturned().score() < 0.9 * result.best().score(), result.toString());
  }

  @Test
  void theSameCloudsGiveTheSameAnswers() {
    TestObject object = TestObject.random(4);
    PointCloud demo = object.seen(800, NOISE, 0, Vec3.ZERO, EYE, 1);
    PointCloud live = object.seen(800, NOISE, 2, new Vec3(0.1, 0.2, 0), EYE, 2);
    assertEquals(Registration.align(demo, live), Registration.align(demo, live));
  }

  @Test
  void aRoundObjectIsAmbiguousAndKeepsTheDemonstrationsYaw() {
    TestObject can = new TestObject().cylinder(0, 0, 0, 0.04, 0.1);
    Vec3 shift = new Vec3(0.1, -0.15, 0.02);
    RegistrationResult result =
        Registration.align(
            can.seen(1500, NOISE, 0, Vec3.ZERO, EYE, 1), can.seen(1500, NOISE, 1, shift, EYE, 2));
    assertTrue(result.ambiguous());
    assertEquals(0, result.best().yaw(), 1e-9);
    assertTrue(result.best().X_TS().position().distance(shift) < 0.002, result.toString());
  }

  @Test
  void aBoxIsAmbiguousByHalfATurn() {
    TestObject box = new TestObject().box(-0.05, -0.03, 0, 0.1, 0.06, 0.05);
    for (int k = 0; k < 6; k++) {
      double yaw = 0.3 + k;
      RegistrationResult result =
          Registration.align(
              box.seen(1500, NOISE, 0, Vec3.ZERO, EYE, k),
              box.seen(1500, NOISE, yaw, new Vec3(0.1, 0.1, 0), EYE, k + 10));
      double error = yawError(result.best(), yaw) % 180;
      assertTrue(Math.min(error, 180 - error) < 5, "yaw " + yaw + ": " + result);
      assertTrue(result.ambiguous(), "yaw " + yaw);
      double confidence = result.answers().stream().mapToDouble(Alignment::confidence).sum();
      assertEquals(1, confidence, 1e-9);
    }
  }

  @Test
  void allSixDegreesOfFreedomAreFoundNearAnUprightPose() {
    RegistrationOptions rigid =
        RegistrationOptions.DEFAULT.withFreedom(RegistrationOptions.Freedom.RIGID);
    for (long seed = 300; seed < 305; seed++) {
      PointCloud demo = TestObject.random(seed).whole(1500, NOISE, seed);
      double tilt = Math.toRadians(8);
      Quaternion turn =
          Quaternion.yaw(1.2).times(new Quaternion(Math.cos(tilt / 2), Math.sin(tilt / 2), 0, 0));
      Pose X_TS = new Pose(new Vec3(0.1, 0.05, 0.02), turn);
      PointCloud live = demo.transformed(X_TS, "world");
      Alignment best = Registration.align(demo, live, rigid).best();
      double angle = Math.toDegrees(best.X_TS().rotation().angleTo(turn));
      assertTrue(angle < 1.5, "seed " + seed + ": off by " + angle + " degrees");
      assertTrue(best.X_TS().position().distance(X_TS.position()) < 0.002, best.toString());
    }
  }

  @Test
  void smallOrSparseCloudsAreHandled() {
    TestObject object = TestObject.random(8);
    PointCloud demo = object.seen(60, NOISE, 0, Vec3.ZERO, EYE, 1);
    PointCloud live = object.seen(60, NOISE, 0.2, new Vec3(0.1, 0, 0), EYE, 2);
    Alignment best = Registration.align(demo, live).best();
    assertTrue(best.X_TS().position().distance(new Vec3(0.1, 0, 0)) < 0.03, best.toString());
    float[] dot = new float[3 * 20];
    PointCloud point = PointCloud.of(dot, "world");
    assertThrows(BadInputException.class, () -> Registration.align(point, point));
    assertThrows(BadInputException.class, () -> Registration.align(demo, point));
  }

  @Test
  void otherFramesAndTooFewPointsAreRefused() {
    PointCloud cloud = TestObject.random(1).whole(50, 0, 1);
    PointCloud elsewhere = PointCloud.of(cloud.toArray(), "camera");
    assertThrows(BadInputException.class, () -> Registration.align(cloud, elsewhere));
    PointCloud few = cloud.select(new int[] {0, 1, 2});
    String message =
        assertThrows(BadInputException.class, () -> Registration.align(cloud, few)).getMessage();
    assertTrue(message.contains("target") && message.contains("3 points"), message);
    assertThrows(
        BadInputException.class,
        () -> new RegistrationOptions(RegistrationOptions.Freedom.RIGID, -1, 1));
  }

  @Test
  void whatACameraLookedThroughRefutesAPose() {
    PointCloud cloud = TestObject.random(3).seen(1500, NOISE, 0, Vec3.ZERO, EYE, 1);
    DepthMap map = new DepthMap(cloud.toArray(), EYE, 0.005);
    Vec3 seen = new Vec3(cloud.x(0), cloud.y(0), cloud.z(0));
    Vec3 ray = seen.minus(EYE).times(1 / seen.distance(EYE));
    Vec3 behind = seen.plus(ray.times(0.05));
    Vec3 before = seen.minus(ray.times(0.05));
    assertTrue(map.behind(behind.x(), behind.y(), behind.z()) > 0.03);
    assertTrue(map.behind(before.x(), before.y(), before.z()) < 0);
    assertEquals(Double.NEGATIVE_INFINITY, map.behind(0.5, 0.5, 0));
    assertFalse(map.behind(EYE.x() - 1, EYE.y() - 1, EYE.z() + 1) > 0, "behind the camera");
  }
}
