package org.pollex.retrieval.cloud;

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

class PointCloudTest {
  private static PointCloud random(int n, long seed) {
    Random random = new Random(seed);
    float[] xyz = new float[3 * n];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = random.nextFloat() - 0.5f;
    }
    return PointCloud.of(xyz, "world");
  }

  @Test
  void mixedFramesAreRefused() {
    PointCloud a = random(5, 1);
    PointCloud b = PointCloud.of(a.toArray(), "camera");
    assertTrue(
        assertThrows(BadInputException.class, () -> a.requireSameFrame(b))
            .getMessage()
            .contains("camera"));
  }

  @Test
  void theGivenArrayAndTheReturnedOneAreCopies() {
    float[] xyz = {1, 2, 3};
    PointCloud cloud = PointCloud.of(xyz, "world");
    xyz[0] = 9;
    cloud.toArray()[1] = 9;
    assertArrayEquals(new float[] {1, 2, 3}, cloud.toArray());
  }

  @Test
  void badCoordinatesAreRefused() {
    assertThrows(BadInputException.class, () -> PointCloud.of(new float[0], "world"));
    assertThrows(BadInputException.class, () -> PointCloud.of(new float[4], "world"));
    assertThrows(BadInputException.class, () -> PointCloud.of(new float[3], " "));
    float[] nan = {0, Float.NaN, 0};
    assertThrows(BadInputException.class, () -> PointCloud.of(nan, "world"));
  }

  @Test
  void paddingIsLeftOutAndLabelsStayWithTheirPoints() {
    float nan = Float.NaN;
    float[] block = {1, 1, 1, nan, nan, nan, 2, 2, 2, 3, 3, 3};
    PointCloud cloud = PointCloud.ofPadded(block, new byte[] {1, 0, 2, 1}, "world");
    assertEquals(3, cloud.size());
    assertArrayEquals(new float[] {1, 1, 1, 3, 3, 3}, cloud.labelled(1).orElseThrow().toArray());
    assertTrue(cloud.labelled(7).isEmpty());
  }

  @Test
  void transformationMovesTheCameraToo() {
    PointCloud cloud = random(20, 2).seenFrom(new Vec3(1, 2, 3));
    Pose there = new Pose(new Vec3(0.1, 0.2, 0.3), Quaternion.yaw(1.1));
    PointCloud back = cloud.transformed(there, "a").transformed(there.inverse(), "world");
    assertArrayEquals(cloud.toArray(), back.toArray(), 1e-6f);
    assertTrue(back.viewpoint().orElseThrow().distance(new Vec3(1, 2, 3)) < 1e-12);
    cloud.requireSameFrame(back);
  }

  @Test
  void nearestNeighboursAreThoseOfALinearSearch() {
    for (long seed = 0; seed < 20; seed++) {
      PointCloud cloud = random(3 + (int) seed * 17, seed);
      KdTree tree = new KdTree(cloud);
      Random random = new Random(seed + 100);
      for (int query = 0; query < 30; query++) {
        Vec3 q = new Vec3(random.nextDouble(), random.nextDouble(), random.nextDouble() - 0.5);
        float[] all = new float[cloud.size()];
        for (int i = 0; i < all.length; i++) {
          double d = q.distance(new Vec3(cloud.x(i), cloud.y(i), cloud.z(i)));
          all[i] = (float) (d * d);
        }
        java.util.Arrays.sort(all);
        int[] indices = new int[5];
        float[] squared = new float[5];
        int found = tree.nearest(q.x(), q.y(), q.z(), indices, squared);
        assertEquals(Math.min(5, cloud.size()), found, "seed " + seed);
        for (int k = 0; k < found; k++) {
          assertEquals(all[k], squared[k], 1e-6, "seed " + seed);
        }
      }
    }
  }

  @Test
  void aVoxelBecomesTheMeanOfItsPoints() {
    float[] xyz = {0, 0, 0, 0.004f, 0, 0, 0.011f, 0, 0, 0, 0.05f, 0};
    PointCloud thin = VoxelGrid.downsample(PointCloud.of(xyz, "world"), 0.01);
    assertEquals(3, thin.size());
    assertArrayEquals(new float[] {0.002f, 0, 0, 0.011f, 0, 0, 0, 0.05f, 0}, thin.toArray(), 1e-7f);
    assertThrows(BadInputException.class, () -> VoxelGrid.downsample(PointCloud.of(xyz, "w"), 0));
    assertThrows(
        BadInputException.class, () -> VoxelGrid.downsample(PointCloud.of(xyz, "w"), 1e-9));
  }

  @Test
  void pointsThatStandApartAreRemoved() {
    float[] xyz = new float[3 * 401];
    for (int i = 0; i < 400; i++) {
      xyz[3 * i] = i % 20 * 0.01f;
      xyz[3 * i + 1] = i / 20 * 0.01f;
    }
    xyz[3 * 400 + 2] = 1;
    PointCloud clean = OutlierFilter.statistical(PointCloud.of(xyz, "world"), 8, 3);
    assertEquals(400, clean.size());
  }

  @Test
  void normalsOfAPlaneAreItsNormalTowardsTheCamera() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Quaternion turn =
          new Quaternion(
                  random.nextGaussian(),
                  random.nextGaussian(),
                  random.nextGaussian(),
                  random.nextGaussian())
              .normalized();
      Vec3 normal = turn.rotate(new Vec3(0, 0, 1));
      float[] xyz = new float[3 * 200];
      for (int i = 0; i < 200; i++) {
        Vec3 p = turn.rotate(new Vec3(random.nextDouble(), random.nextDouble(), 0));
        xyz[3 * i] = (float) p.x();
        xyz[3 * i + 1] = (float) p.y();
        xyz[3 * i + 2] = (float) p.z();
      }
      PointCloud cloud = PointCloud.of(xyz, "world").seenFrom(normal.times(5));
      float[] normals = Normals.estimate(cloud, 10);
      for (int i = 0; i < 200; i++) {
        Vec3 found = new Vec3(normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]);
        assertEquals(1, found.dot(normal), 1e-4, "seed " + seed);
      }
    }
  }
}
