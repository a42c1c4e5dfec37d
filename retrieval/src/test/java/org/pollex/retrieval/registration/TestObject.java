package org.pollex.retrieval.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;

/**
 * A made-up solid for tests: a union of upright boxes and cylinders whose surface can be sampled,
 * whole or as one camera sees it, with the visibility computed exactly by ray casting.
 */
final class TestObject {
  private final List<Part> parts = new ArrayList<>();

  /** One convex part. */
  private record Part(Vec3 low, Vec3 high, boolean round) {
    Vec3 size() {
      return high.minus(low);
    }

    double area() {
      Vec3 s = size();
      return round
          ? Math.PI * s.x() * (s.x() / 2 + s.z())
          : 2 * (s.x() * s.y() + s.y() * s.z() + s.z() * s.x());
    }

    /** A point of the surface, uniform over its area. */
    Vec3 sample(Random random) {
      Vec3 s = size();
      if (round) {
        double angle = 2 * Math.PI * random.nextDouble();
        boolean side = random.nextDouble() < s.z() / (s.z() + s.x() / 2);
        double r = s.x() / 2 * (side ? 1 : Math.sqrt(random.nextDouble()));
        double z = side ? random.nextDouble() : random.nextInt(2);
        Vec3 centre = low.plus(new Vec3(s.x() / 2, s.x() / 2, s.z() * z));
        return centre.plus(new Vec3(r * Math.cos(angle), r * Math.sin(angle), 0));
      }
      double xy = s.x() * s.y();
      double yz = s.y() * s.z();
      double pick = random.nextDouble() * (xy + yz + s.z() * s.x());
      double u = random.nextDouble();
      double v = random.nextDouble();
      int end = random.nextInt(2);
      Vec3 at =
          pick < xy
              ? new Vec3(u, v, end)
              : pick < xy + yz ? new Vec3(end, u, v) : new Vec3(u, end, v);
      return low.plus(new Vec3(at.x() * s.x(), at.y() * s.y(), at.z() * s.z()));
    }

    /** Whether the ray from p in direction d enters the part farther than a hair away. */
    boolean blocks(Vec3 p, Vec3 d) {
      double near = 1e-6;
      double far = Double.POSITIVE_INFINITY;
      double[] a = p.toArray();
      double[] b = d.toArray();
      double[] l = low.toArray();
      double[] h = high.toArray();
      for (int k = round ? 2 : 0; k < 3; k++) {
        double t0 = (l[k] - a[k]) / b[k];
        double t1 = (h[k] - a[k]) / b[k];
        near = Math.max(near, Math.min(t0, t1));
        far = Math.min(far, Math.max(t0, t1));
      }
      if (round) {
        double r = size().x() / 2;
        double x = a[0] - l[0] - r;
        double y = a[1] - l[1] - r;
        double qa = b[0] * b[0] + b[1] * b[1];
        double qb = x * b[0] + y * b[1];
        double root = qb * qb - qa * (x * x + y * y - r * r);
        if (root < 0) {
          return false;
        }
        near = Math.max(near, (-qb - Math.sqrt(root)) / qa);
        far = Math.min(far, (-qb + Math.sqrt(root)) / qa);
      }
      return far > near + 1e-9;
    }
  }

  TestObject box(double x, double y, double z, double sx, double sy, double sz) {
    parts.add(new Part(new Vec3(x, y, z), new Vec3(x + sx, y + sy, z + sz), false));
    return this;
  }

  TestObject cylinder(double x, double y, double z, double radius, double height) {
    parts.add(
        new Part(
            new Vec3(x - radius, y - radius, z),
            new Vec3(x + radius, y + radius, z + height),
            true));
    return this;
  }

  /** Three to five boxes, joined and about 15 cm across: asymmetric but for rare bad luck. */
  static TestObject random(long seed) {
    Random random = new Random(seed);
    TestObject object = new TestObject();
    double sx = 0.06 + 0.06 * random.nextDouble();
    double sy = 0.03 + 0.03 * random.nextDouble();
    object.box(-sx / 2, -sy / 2, 0, sx, sy, 0.02 + 0.04 * random.nextDouble());
    int more = 2 + random.nextInt(3);
    for (int k = 0; k < more; k++) {
      double x = (random.nextDouble() - 0.5) * sx;
      double y = (random.nextDouble() - 0.5) * sy;
      double lx = 0.015 + 0.06 * random.nextDouble();
      double ly = 0.015 + 0.06 * random.nextDouble();
      object.box(
          x - lx * random.nextDouble(),
          y - ly * random.nextDouble(),
          0.02 * random.nextDouble(),
          lx,
          ly,
          0.02 + 0.08 * random.nextDouble());
    }
    return object;
  }

  /** n points of the whole surface. */
  PointCloud whole(int n, double noise, long seed) {
    return cloud(n, noise, 0, Vec3.ZERO, null, seed);
  }

  /** n points that a camera at {@code eye} sees when the object is turned by yaw and shifted. */
  PointCloud seen(int n, double noise, double yaw, Vec3 shift, Vec3 eye, long seed) {
    return cloud(n, noise, yaw, shift, eye, seed).seenFrom(eye);
  }

  private PointCloud cloud(int n, double noise, double yaw, Vec3 shift, Vec3 eye, long seed) {
    Random random = new Random(seed);
    Quaternion turn = Quaternion.yaw(yaw);
    double total = parts.stream().mapToDouble(Part::area).sum();
    float[] xyz = new float[3 * n];
    for (int i = 0; i < n; ) {
      double pick = random.nextDouble() * total;
      int k = 0;
      while (pick > parts.get(k).area() && k < parts.size() - 1) {
        pick -= parts.get(k++).area();
      }
      Vec3 p = parts.get(k).sample(random);
      Vec3 placed = turn.rotate(p).plus(shift);
      if (eye != null) {
        Vec3 towards = turn.conjugate().rotate(eye.minus(placed));
        Vec3 ray = towards.times(1 / towards.norm());
        if (parts.stream().anyMatch(part -> part.blocks(p, ray))) {
          continue;
        }
      }
      xyz[3 * i] = (float) (placed.x() + noise * random.nextGaussian());
      xyz[3 * i + 1] = (float) (placed.y() + noise * random.nextGaussian());
      xyz[3 * i + 2] = (float) (placed.z() + noise * random.nextGaussian());
      i++;
    }
    return PointCloud.of(xyz, "world");
  }
}
