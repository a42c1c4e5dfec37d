package org.pollex.mujoco.camera;

/**
 * A ray in a geom's own frame, and where it meets the geom's shape: the first surface at or in
 * front of its start, from either side (planes from their front only), as MuJoCo's ray functions
 * define it. Used again for every pixel and geom.
 *
 * <p>Its direction has length 1; all answers are distances, or {@link MeshBvh#NONE}.
 */
final class GeomRay {
  private static final double NONE = MeshBvh.NONE;
  private static final double SMALLEST = 1e-15;

  /** Where it starts. */
  double ox;

  double oy;
  double oz;

  /** Its direction. */
  double dx;

  double dy;
  double dz;

  /** A rectangle in z = 0, seen from above; a half size of 0 or less is infinite. */
  double plane(double sx, double sy) {
    if (dz > -SMALLEST) {
      return NONE;
    }
    double t = -oz / dz;
    if (t < 0 || (sx > 0 && Math.abs(ox + t * dx) > sx) || (sy > 0 && Math.abs(oy + t * dy) > sy)) {
      return NONE;
    }
    return t;
  }

  double sphere(double radius) {
    return firstRoot(
        dx * dx + dy * dy + dz * dz,
        dx * ox + dy * oy + dz * oz,
        ox * ox + oy * oy + oz * oz - radius * radius);
  }

  double ellipsoid(double sx, double sy, double sz) {
    double wx = 1 / (sx * sx);
    double wy = 1 / (sy * sy);
    double wz = 1 / (sz * sz);
    return firstRoot(
        wx * dx * dx + wy * dy * dy + wz * dz * dz,
        wx * dx * ox + wy * dy * oy + wz * dz * oz,
        wx * ox * ox + wy * oy * oy + wz * oz * oz - 1);
  }

  /** The smaller root at or above 0 of a t² + 2 b t + c = 0. */
  private static double firstRoot(double a, double b, double c) {
    double det = b * b - a * c;
    if (det < SMALLEST) {
      return NONE;
    }
    double root = Math.sqrt(det);
    double t = (-b - root) / a;
    if (t >= 0) {
      return t;
    }
    t = (-b + root) / a;
    return t >= 0 ? t : NONE;
  }

  /** A tube around z with caps that are half spheres. */
  double capsule(double radius, double half) {
    double best = Math.min(tube(radius, half), cap(radius, half, 1));
    return Math.min(best, cap(radius, half, -1));
  }

  private double tube(double radius, double half) {
    double t = firstRoot(dx * dx + dy * dy, dx * ox + dy * oy, ox * ox + oy * oy - radius * radius);
    return t != NONE && Math.abs(oz + t * dz) <= half ? t : NONE;
  }

  /** The outer half of the sphere at one end of a capsule. */
  private double cap(double radius, double half, int side) {
    double z = oz - side * half;
    double a = dx * dx + dy * dy + dz * dz;
    double b = dx * ox + dy * oy + dz * z;
    double det = b * b - a * (ox * ox + oy * oy + z * z - radius * radius);
    if (det < SMALLEST) {
      return NONE;
    }
    double root = Math.sqrt(det);
    double t = (-b - root) / a;
    if (t >= 0 && side * (oz + t * dz) >= half) {
      return t;
    }
    t = (-b + root) / a;
    return t >= 0 && side * (oz + t * dz) >= half ? t : NONE;
  }

  /** A tube around z with flat ends. */
  double cylinder(double radius, double half) {
    double best = tube(radius, half);
    if (Math.abs(dz) > SMALLEST) {
      for (int side = -1; side <= 1; side += 2) {
        double t = (side * half - oz) / dz;
        double x = ox + t * dx;
        double y = oy + t * dy;
        if (t >= 0 && t < best && x * x + y * y <= radius * radius) {
          best = t;
        }
      }
    }
    return best;
  }

  double box(double sx, double sy, double sz) {
    double best = faces(NONE, sx, sy, sz, ox, oy, oz, dx, dy, dz);
    best = faces(best, sy, sz, sx, oy, oz, ox, dy, dz, dx);
    return faces(best, sz, sx, sy, oz, ox, oy, dz, dx, dy);
  }

  /** Both faces of a box across its first axis. */
  private static double faces(
      double nearest,
      double s,
      double s1,
      double s2,
      double o,
      double o1,
      double o2,
      double d,
      double d1,
      double d2) {
    double best = nearest;
    if (Math.abs(d) > SMALLEST) {
      for (int side = -1; side <= 1; side += 2) {
        double t = (side * s - o) / d;
        if (t >= 0 && t < best && Math.abs(o1 + t * d1) <= s1 && Math.abs(o2 + t * d2) <= s2) {
          best = t;
        }
      }
    }
    return best;
  }
}
