package org.pollex.retrieval.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

class ProjectionTest {
  private static Quaternion turn(Random random) {
    return new Quaternion(
            random.nextGaussian(),
            random.nextGaussian(),
            random.nextGaussian(),
            random.nextGaussian())
        .normalized();
  }

  private static Vec3 point(Random random) {
    return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
  }

  @Test
  void projectionIsUprightAndKeepsTheToolPoint() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Pose X_TS = new Pose(point(random), turn(random));
      Vec3 tool = point(random);
      Pose upright = ToolPointProjection.project(X_TS, tool);
      Vec3 kept = upright.transform(tool);
      assertTrue(kept.distance(X_TS.transform(tool)) < 1e-9, "seed " + seed);
      assertEquals(X_TS.yaw(), upright.yaw(), 1e-9, "seed " + seed);
      Vec3 z = upright.rotation().rotate(new Vec3(0, 0, 1));
      assertEquals(1, z.z(), 1e-12, "seed " + seed);
    }
  }

  @Test
  void anUprightMotionIsLeftAsItIs() {
    Pose X_TS = new Pose(new Vec3(1, 2, 3), Quaternion.yaw(-2.5));
    Pose upright = ToolPointProjection.project(X_TS, new Vec3(0.3, 0.2, 0.1));
    assertTrue(upright.position().distance(X_TS.position()) < 1e-12);
    assertEquals(0, upright.rotation().angleTo(X_TS.rotation()), 1e-9);
  }

  @Test
  void matricesAndQuaternionsAreTheSameRotations() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Quaternion q = turn(random);
      double[] r = Rotations.matrix(q);
      assertEquals(0, Rotations.quaternion(r).angleTo(q), 1e-9, "seed " + seed);
      Vec3 p = point(random);
      Vec3 byMatrix =
          new Vec3(
              r[0] * p.x() + r[1] * p.y() + r[2] * p.z(),
              r[3] * p.x() + r[4] * p.y() + r[5] * p.z(),
              r[6] * p.x() + r[7] * p.y() + r[8] * p.z());
      assertTrue(byMatrix.distance(q.rotate(p)) < 1e-12, "seed " + seed);
    }
  }

  @Test
  void aMotionAndItsInverseCancel() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Motion motion =
          new Motion(Rotations.matrix(turn(random)), point(random).toArray())
              .then(point(random).toArray(), point(random).toArray(), point(random).toArray());
      Vec3 p = point(random);
      double[] back = motion.inverse().apply(motion.apply(p.toArray()));
      assertTrue(Vec3.of(back, 0).distance(p) < 1e-9, "seed " + seed);
    }
  }
}
