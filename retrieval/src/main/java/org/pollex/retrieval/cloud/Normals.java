package org.pollex.retrieval.cloud;

import java.util.Arrays;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;

/**
 * Surface normals by principal components of the nearest neighbours (Hoppe et al. 1992): the
 * direction of least spread. With a known viewpoint each normal faces the camera; without one its
 * sign is arbitrary.
 */
public final class Normals {
  private Normals() {}

  /**
   * Unit normals, packed N x 3, in the cloud's frame.
   *
   * @param neighbours points per estimate, at least 3
   */
  public static float[] estimate(PointCloud cloud, int neighbours) {
    if (neighbours < 3 || cloud.size() < 3) {
      throw new BadInputException(
          neighbours + " neighbours in a cloud of " + cloud.size(), "Allowed: at least 3 of each");
    }
    KdTree tree = new KdTree(cloud);
    int[] near = new int[neighbours];
    float[] squared = new float[neighbours];
    float[] normals = new float[3 * cloud.size()];
    double[] covariance = new double[6];
    double[] normal = new double[3];
    Optional<Vec3> eye = cloud.viewpoint();
    for (int i = 0; i < cloud.size(); i++) {
      int n = tree.nearest(cloud.x(i), cloud.y(i), cloud.z(i), near, squared);
      covariance(cloud, near, n, covariance);
      SymmetricEigen.leastDirection(covariance, normal);
      double sign = 1;
      if (eye.isPresent()) {
        Vec3 e = eye.get();
        double towards =
            normal[0] * (e.x() - cloud.x(i))
                + normal[1] * (e.y() - cloud.y(i))
                + normal[2] * (e.z() - cloud.z(i));
        sign = towards < 0 ? -1 : 1;
      }
      for (int k = 0; k < 3; k++) {
        normals[3 * i + k] = (float) (sign * normal[k]);
      }
    }
    return normals;
  }

  /** Covariance (xx, xy, xz, yy, yz, zz) of some points of a cloud. */
  private static void covariance(PointCloud cloud, int[] points, int n, double[] out) {
    double mx = 0;
    double my = 0;
    double mz = 0;
    for (int k = 0; k < n; k++) {
      mx += cloud.x(points[k]);
      my += cloud.y(points[k]);
      mz += cloud.z(points[k]);
    }
    mx /= n;
    my /= n;
    mz /= n;
    Arrays.fill(out, 0);
    for (int k = 0; k < n; k++) {
      double x = cloud.x(points[k]) - mx;
      double y = cloud.y(points[k]) - my;
      double z = cloud.z(points[k]) - mz;
      out[0] += x * x / n;
      out[1] += x * y / n;
      out[2] += x * z / n;
      out[3] += y * y / n;
      out[4] += y * z / n;
      out[5] += z * z / n;
    }
  }
}
