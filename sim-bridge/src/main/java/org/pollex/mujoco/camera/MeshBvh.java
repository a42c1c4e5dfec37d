package org.pollex.mujoco.camera;

import java.util.Arrays;

/**
 * The triangles of a mesh in a tree of boxes, so that a ray meets few of them.
 *
 * <p>Built once per mesh by halving at the median of the longest axis; a leaf holds at most {@value
 * #LEAF} triangles. Numbers are doubles in the mesh's own frame, metres.
 */
final class MeshBvh {
  static final double NONE = Double.POSITIVE_INFINITY;

  private static final int LEAF = 4;

  /** Triangles whose projection along the ray is smaller are not met; MuJoCo's {@code mjMINVAL}. */
  private static final double SMALLEST_PROJECTION = 1e-15;

  /** Boxes are widened by this, so that rounding never hides a triangle on a box's face. */
  private static final double MARGIN = 1e-9;

  /** Per triangle: third vertex, both edges from it, their cross product. */
  private final double[] triangles;

  /** Per node: low corner, high corner. */
  private final double[] boxes;

  /**
   * Per node: first child (its sibling follows), or the bitwise complement of the first triangle.
   */
  private final int[] link;

  /** Per node: number of triangles of a leaf. */
  private final int[] count;

  private int nodes;

  /**
   * Builds the tree.
   *
   * @param vertices x, y, z of each vertex
   * @param faces three vertex numbers of each triangle
   */
  MeshBvh(double[] vertices, int[] faces) {
    int n = faces.length / 3;
    double[] centres = new double[3 * n];
    Integer[] order = new Integer[n];
    for (int t = 0; t < n; t++) {
      order[t] = t;
      for (int axis = 0; axis < 3; axis++) {
        centres[3 * t + axis] =
            vertices[3 * faces[3 * t] + axis]
                + vertices[3 * faces[3 * t + 1] + axis]
                + vertices[3 * faces[3 * t + 2] + axis];
      }
    }
    int most = Math.max(1, 2 * n);
    boxes = new double[6 * most];
    link = new int[most];
    count = new int[most];
    nodes = 1;
    build(0, order, 0, n, centres, vertices, faces);
    triangles = new double[12 * n];
    for (int i = 0; i < n; i++) {
      store(12 * i, 3 * order[i], vertices, faces);
    }
  }

  private void build(
      int node,
      Integer[] order,
      int from,
      int to,
      double[] centres,
      double[] vertices,
      int[] faces) {
    int box = 6 * node;
    Arrays.fill(boxes, box, box + 3, Double.POSITIVE_INFINITY);
    Arrays.fill(boxes, box + 3, box + 6, Double.NEGATIVE_INFINITY);
    for (int i = from; i < to; i++) {
      for (int corner = 0; corner < 3; corner++) {
        for (int axis = 0; axis < 3; axis++) {
          double x = vertices[3 * faces[3 * order[i] + corner] + axis];
          boxes[box + axis] = Math.min(boxes[box + axis], x - MARGIN);
          boxes[box + 3 + axis] = Math.max(boxes[box + 3 + axis], x + MARGIN);
        }
      }
    }
    if (to - from <= LEAF) {
      link[node] = ~from;
      count[node] = to - from;
      return;
    }
    int longest = 0;
    for (int axis = 1; axis < 3; axis++) {
      if (extent(box, axis) > extent(box, longest)) {
        longest = axis;
      }
    }
    int axis = longest;
    Arrays.sort(
        order, from, to, (a, b) -> Double.compare(centres[3 * a + axis], centres[3 * b + axis]));
    int middle = (from + to) / 2;
    int children = nodes;
    nodes += 2;
    link[node] = children;
    build(children, order, from, middle, centres, vertices, faces);
    build(children + 1, order, middle, to, centres, vertices, faces);
  }

  private double extent(int box, int axis) {
    return boxes[box + 3 + axis] - boxes[box + axis];
  }

  private void store(int at, int face, double[] vertices, int[] faces) {
    for (int axis = 0; axis < 3; axis++) {
      double v2 = vertices[3 * faces[face + 2] + axis];
      triangles[at + axis] = v2;
      triangles[at + 3 + axis] = vertices[3 * faces[face] + axis] - v2;
      triangles[at + 6 + axis] = vertices[3 * faces[face + 1] + axis] - v2;
    }
    double[] t = triangles;
    t[at + 9] = t[at + 4] * t[at + 8] - t[at + 5] * t[at + 7];
    t[at + 10] = t[at + 5] * t[at + 6] - t[at + 3] * t[at + 8];
    t[at + 11] = t[at + 3] * t[at + 7] - t[at + 4] * t[at + 6];
  }

  /**
   * Returns the distance along the ray to the first triangle nearer than {@code nearest}, from
   * either side, or {@code nearest}.
   *
   * @param stack scratch of the calling thread, at least 64 long
   */
  double intersect(GeomRay ray, double nearest, int[] stack) {
    double ox = ray.ox;
    double oy = ray.oy;
    double oz = ray.oz;
    double ix = 1 / ray.dx;
    double iy = 1 / ray.dy;
    double iz = 1 / ray.dz;
    double best = nearest;
    if (entry(0, ox, oy, oz, ix, iy, iz, best) == NONE) {
      return best;
    }
    int top = 0;
    int node = 0;
    while (true) {
      if (link[node] < 0) {
        int first = 12 * ~link[node];
        for (int t = first; t < first + 12 * count[node]; t += 12) {
          best = triangle(t, ray, best);
        }
      } else {
        int near = link[node];
        int far = near + 1;
        double nearEntry = entry(near, ox, oy, oz, ix, iy, iz, best);
        double farEntry = entry(far, ox, oy, oz, ix, iy, iz, best);
        if (farEntry < nearEntry) {
          int swap = near;
          near = far;
          far = swap;
          double swapEntry = nearEntry;
          nearEntry = farEntry;
          farEntry = swapEntry;
        }
        if (farEntry != NONE) {
          stack[top++] = far;
        }
        if (nearEntry != NONE) {
          node = near;
          continue;
        }
      }
      if (top == 0) {
        return best;
      }
      node = stack[--top];
    }
  }

  /** Where the ray enters a node's box, at least 0; NONE when it misses or enters beyond best. */
  private double entry(
      int node, double ox, double oy, double oz, double ix, double iy, double iz, double best) {
    int box = 6 * node;
    double a = (boxes[box] - ox) * ix;
    double b = (boxes[box + 3] - ox) * ix;
    double in = Math.min(a, b);
    double out = Math.max(a, b);
    a = (boxes[box + 1] - oy) * iy;
    b = (boxes[box + 4] - oy) * iy;
    in = Math.max(in, Math.min(a, b));
    out = Math.min(out, Math.max(a, b));
    a = (boxes[box + 2] - oz) * iz;
    b = (boxes[box + 5] - oz) * iz;
    in = Math.max(in, Math.min(a, b));
    out = Math.min(out, Math.max(a, b));
    // Not "in > out": a ray in a box's face gives NaN, and must not be missed.
    return out < in || out < 0 || in >= best ? NONE : Math.max(in, 0);
  }

  /** Barycentric coordinates by the scalar triple products of the ray with both edges. */
  private double triangle(int t, GeomRay ray, double best) {
    double[] v = triangles;
    double dx = ray.dx;
    double dy = ray.dy;
    double dz = ray.dz;
    double det = -(dx * v[t + 9] + dy * v[t + 10] + dz * v[t + 11]);
    if (Math.abs(det) < SMALLEST_PROJECTION) {
      return best;
    }
    double ax = ray.ox - v[t];
    double ay = ray.oy - v[t + 1];
    double az = ray.oz - v[t + 2];
    double inverse = 1 / det;
    double distance = (ax * v[t + 9] + ay * v[t + 10] + az * v[t + 11]) * inverse;
    if (distance < 0 || distance >= best) {
      return best;
    }
    double mx = ay * dz - az * dy;
    double my = az * dx - ax * dz;
    double mz = ax * dy - ay * dx;
    double u = (v[t + 6] * mx + v[t + 7] * my + v[t + 8] * mz) * inverse;
    double w = -(v[t + 3] * mx + v[t + 4] * my + v[t + 5] * mz) * inverse;
    return u < 0 || w < 0 || u + w > 1 ? best : distance;
  }
}
