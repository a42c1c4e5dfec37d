package org.pollex.retrieval.cloud;

import java.util.Arrays;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;

/** Thins a cloud: all points of one cubic cell become their mean. */
public final class VoxelGrid {
  private static final int BITS = 21;

  private VoxelGrid() {}

  /**
   * One point (the mean) per occupied cell, in cell order; labels are those of the cell's first
   * point.
   *
   * @param cell edge of a cell, metres, positive
   */
  public static PointCloud downsample(PointCloud cloud, double cell) {
    if (!(cell > 0)) {
      throw new BadInputException("a voxel of " + cell + " m", "Give a positive edge in metres");
    }
    int n = cloud.size();
    Vec3 low = cloud.bounds().low();
    Vec3 span = cloud.bounds().high().minus(low);
    double widest = Math.max(span.x(), Math.max(span.y(), span.z()));
    if (widest / cell >= 1 << (BITS - 1)) {
      throw new BadInputException(
          "a voxel of " + cell + " m for a cloud " + widest + " m wide",
          "Allowed: at most 2^20 cells along an axis; use a larger voxel");
    }
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      long x = (long) ((cloud.x(i) - low.x()) / cell);
      long y = (long) ((cloud.y(i) - low.y()) / cell);
      long z = (long) ((cloud.z(i) - low.z()) / cell);
      keys[i] = (z << 2 * BITS) | (y << BITS) | x;
    }
    int[] order = sortedByKey(keys);
    float[] out = new float[3 * n];
    int[] first = new int[n];
    int cells = 0;
    for (int from = 0; from < n; ) {
      int to = from;
      double x = 0;
      double y = 0;
      double z = 0;
      while (to < n && keys[order[to]] == keys[order[from]]) {
        x += cloud.x(order[to]);
        y += cloud.y(order[to]);
        z += cloud.z(order[to]);
        to++;
      }
      int count = to - from;
      out[3 * cells] = (float) (x / count);
      out[3 * cells + 1] = (float) (y / count);
      out[3 * cells + 2] = (float) (z / count);
      first[cells++] = order[from];
      from = to;
    }
    return cloud.resampled(Arrays.copyOf(out, 3 * cells), Arrays.copyOf(first, cells));
  }

  /** Point indices by key, ties by index. */
  private static int[] sortedByKey(long[] keys) {
    int n = keys.length;
    long[] distinct = keys.clone();
    Arrays.sort(distinct);
    int[] start = new int[n];
    int[] used = new int[n];
    int groups = 0;
    long[] heads = new long[n];
    for (int i = 0; i < n; i++) {
      if (i == 0 || distinct[i] != distinct[i - 1]) {
        heads[groups] = distinct[i];
        start[groups++] = i;
      }
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int group = Arrays.binarySearch(heads, 0, groups, keys[i]);
      order[start[group] + used[group]++] = i;
    }
    return order;
  }
}
