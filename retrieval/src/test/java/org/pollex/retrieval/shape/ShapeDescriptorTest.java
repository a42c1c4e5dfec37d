package org.pollex.retrieval.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;

class ShapeDescriptorTest {
  /** Points of the surface of a box that stands on the table at the origin. */
  private static PointCloud box(double sx, double sy, double sz, long seed) {
    Random random = new Random(seed);
    float[] xyz = new float[3 * 1200];
    for (int i = 0; i < xyz.length; i += 3) {
      double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      p[random.nextInt(3)] = random.nextInt(2);
      xyz[i] = (float) (p[0] * sx);
      xyz[i + 1] = (float) (p[1] * sy);
      xyz[i + 2] = (float) (p[2] * sz);
    }
    return PointCloud.of(xyz, "world");
  }

  private static PointCloud moved(PointCloud cloud, double yaw) {
    return cloud.transformed(new Pose(new Vec3(0.3, -0.2, 0.1), Quaternion.yaw(yaw)), "world");
  }

  @Test
  void anObjectIsLikeItselfWhereverItStands() {
    ShapeDescriptor a = ShapeDescriptor.of(box(0.1, 0.05, 0.03, 1));
    assertEquals(1, a.similarity(a), 1e-5);
    ShapeDescriptor b = ShapeDescriptor.of(moved(box(0.1, 0.05, 0.03, 2), 0));
    assertTrue(a.similarity(b) > 0.98, "" + a.similarity(b));
    for (int k = 0; k < 8; k++) {
      ShapeDescriptor turned = ShapeDescriptor.of(moved(box(0.1, 0.05, 0.03, 3), k * 0.8));
      assertTrue(a.similarityAnyYaw(turned) > 0.96, k + ": " + a.similarityAnyYaw(turned));
    }
  }

  @Test
  void theYawOfAnElongatedObjectCounts() {
    ShapeDescriptor a = ShapeDescriptor.of(box(0.15, 0.03, 0.03, 1));
    ShapeDescriptor same = ShapeDescriptor.of(box(0.15, 0.03, 0.03, 2));
    ShapeDescriptor turned = ShapeDescriptor.of(moved(box(0.15, 0.03, 0.03, 3), Math.PI / 2));
    assertTrue(a.similarity(same) > a.similarity(turned) + 0.02);
  }

  @Test
  void otherSizesAndShapesAreLessAlike() {
    ShapeDescriptor small = ShapeDescriptor.of(box(0.04, 0.04, 0.04, 1));
    ShapeDescriptor large = ShapeDescriptor.of(box(0.4, 0.4, 0.4, 1));
    ShapeDescriptor flat = ShapeDescriptor.of(box(0.3, 0.2, 0.01, 1));
    assertTrue(small.similarityAnyYaw(large) < 0.75, "" + small.similarityAnyYaw(large));
    assertTrue(small.similarityAnyYaw(flat) < 0.75, "" + small.similarityAnyYaw(flat));
  }

  @Test
  void numbersAreStoredAndChecked() {
    ShapeDescriptor a = ShapeDescriptor.of(box(0.1, 0.05, 0.03, 1));
    assertArrayEquals(a.toArray(), ShapeDescriptor.ofValues(a.toArray()).toArray());
    assertThrows(BadInputException.class, () -> ShapeDescriptor.ofValues(new float[3]));
    PointCloud few = PointCloud.of(new float[9], "world");
    assertThrows(BadInputException.class, () -> ShapeDescriptor.of(few));
  }
}
