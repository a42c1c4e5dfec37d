package org.pollex.retrieval.cloud;

import java.util.Arrays;

/**
 * A balanced k-d tree over a packed cloud. Queries write into the caller's arrays and allocate
 * nothing. Not tied to {@link PointCloud}'s life: it shares the coordinates and must not outlive
 * changes to them (a cloud has none).
 */
public final class KdTree {
  private static final int LEAF = 8;

  private final float[] xyz;
  private final int[] order;
  private final byte[] axes;

  /** Builds the tree, O(n log n). */
  public KdTree(PointCloud cloud) {
    this(cloud.packed());
  }

  KdTree(float[] xyz) {
    this.xyz = xyz;
    int n = xyz.length / 3;
    order = new int[n];
    axes = new byte[n];
    Arrays.setAll(order, i -> i);
    build(0, n);
  }

  private void build(int from, int to) {
    if (to - from <= LEAF) {
      return;
    }
    int axis = widestAxis(from, to);
    int middle = (from + to) >>> 1;
    select(from, to - 1, middle, axis);
    axes[middle] = (byte) axis;
    build(from, middle);
    build(middle + 1, to);
  }

  private int widestAxis(int from, int to) {
    int widest = 0;
    float width = -1;
    for (int axis = 0; axis < 3; axis++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        float v = xyz[3 * order[i] + axis];
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
      if (high - low > width) {
        width = high - low;
        widest = axis;
      }
    }
    return widest;
  }

  /** Quickselect: afterwards order[k] is in place along the axis. */
  private void select(int from, int to, int k, int axis) {
    int low = from;
    int high = to;
    while (low < high) {
      float pivot = xyz[3 * order[(low + high) >>> 1] + axis];
      int i = low;
      int j = high;
      while (i <= j) {
        while (xyz[3 * order[i] + axis] < pivot) {
          i++;
        }
        while (xyz[3 * order[j] + axis] > pivot) {
          j--;
        }
        if (i <= j) {
          int swap = order[i];
          order[i++] = order[j];
          order[j--] = swap;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  /**
   * The points nearest to (x, y, z), nearest first.
   *
   * @param indices receives point indices; its length is the number wanted
   * @param squared receives squared distances (m^2); same length
   * @return how many were found (fewer only if the cloud is smaller)
   */
  public int nearest(double x, double y, double z, int[] indices, float[] squared) {
    return search(x, y, z, 0, order.length, indices, squared, 0);
  }

  private int search(
      double x, double y, double z, int from, int to, int[] indices, float[] squared, int found) {
    if (to - from <= LEAF) {
      int n = found;
      for (int i = from; i < to; i++) {
        n = offer(x, y, z, order[i], indices, squared, n);
      }
      return n;
    }
    int middle = (from + to) >>> 1;
    int axis = axes[middle];
    double gap = (axis == 0 ? x : axis == 1 ? y : z) - xyz[3 * order[middle] + axis];
    boolean below = gap < 0;
    int n =
        below
            ? search(x, y, z, from, middle, indices, squared, found)
            : search(x, y, z, middle + 1, to, indices, squared, found);
    n = offer(x, y, z, order[middle], indices, squared, n);
    if (n < indices.length || gap * gap < squared[n - 1]) {
      n =
          below
              ? search(x, y, z, middle + 1, to, indices, squared, n)
              : search(x, y, z, from, middle, indices, squared, n);
    }
    return n;
  }

  /** Inserts a point into the sorted answer if it belongs there. */
  private int offer(
      double x, double y, double z, int point, int[] indices, float[] squared, int found) {
    double dx = x - xyz[3 * point];
    double dy = y - xyz[3 * point + 1];
    double dz = z - xyz[3 * point + 2];
    float d = (float) (dx * dx + dy * dy + dz * dz);
    int n = found;
    if (n == indices.length) {
      if (d >= squared[n - 1]) {
        return n;
      }
      n--;
    }
    int at = n;
    while (at > 0 && squared[at - 1] > d) {
      squared[at] = squared[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    squared[at] = d;
    indices[at] = point;
    return n + 1;
  }
}
