package org.pollex.retrieval.shape;

import java.util.Arrays;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.cloud.VoxelGrid;

/**
 * A cloud's shape as a unit vector, in a world frame with z up.
 *
 * <p>Blocks, each of length one before weighting: size (height, longer and shorter horizontal
 * extent, on a logarithmic scale), height histogram, distribution of distances from the vertical
 * axis, distribution of distances between points (D2, Osada et al. 2002), and, the only block that
 * depends on yaw, how far the object reaches in each of eight compass directions.
 */
public final class ShapeDescriptor {
  /** Changes whenever numbers of older versions can no longer be compared. */
  public static final int VERSION = 1;

  /** Fewest points that say something about shape. */
  public static final int MIN_POINTS = 12;

  private static final double VOXEL = 0.005;
  private static final int SIZE_BINS = 14;
  private static final int BINS = 12;
  private static final int SECTORS = 8;

  /** Share of the yaw block in the likeness. */
  private static final double YAW_SHARE = 0.15;

  private static final double SIZE_SHARE = 0.35;
  private static final double HISTOGRAM_SHARE = (1 - YAW_SHARE - SIZE_SHARE) / 3;

  /** Length of the vector. */
  public static final int DIMENSIONS = 3 * SIZE_BINS + 3 * BINS + SECTORS;

  private final float[] values;

  private ShapeDescriptor(float[] values) {
    this.values = values;
  }

  /** Wraps stored numbers. */
  public static ShapeDescriptor ofValues(float[] values) {
    if (values.length != DIMENSIONS) {
      throw new BadInputException(
          "a shape descriptor of " + values.length + " numbers",
          "This version uses " + DIMENSIONS + "; build the index again");
    }
    return new ShapeDescriptor(values.clone());
  }

  /** Describes an object's cloud (metres, z up); at least {@link #MIN_POINTS} points. */
  public static ShapeDescriptor of(PointCloud cloud) {
    if (cloud.size() < MIN_POINTS) {
      throw new BadInputException(
          "an object of " + cloud.size() + " points",
          "Its shape needs at least " + MIN_POINTS + "; look closer or loosen the mask");
    }
    PointCloud thin = VoxelGrid.downsample(cloud, VOXEL);
    Vec3 middle = thin.centroid();
    float[] out = new float[DIMENSIONS];
    int at = size(thin, middle, out);
    at = append(out, at, heights(thin), HISTOGRAM_SHARE);
    at = append(out, at, radii(thin, middle), HISTOGRAM_SHARE);
    at = append(out, at, pairDistances(thin), HISTOGRAM_SHARE);
    append(out, at, reach(thin, middle), YAW_SHARE);
    return new ShapeDescriptor(out);
  }

  /** Writes the three soft size bins and returns the next position. */
  private static int size(PointCloud cloud, Vec3 middle, float[] out) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < cloud.size(); i++) {
      double x = cloud.x(i) - middle.x();
      double y = cloud.y(i) - middle.y();
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    double axis = 0.5 * Math.atan2(2 * xy, xx - yy);
    double along = width(cloud, Math.cos(axis), Math.sin(axis));
    double across = width(cloud, -Math.sin(axis), Math.cos(axis));
    double height = cloud.bounds().high().z() - cloud.bounds().low().z();
    int at = 0;
    for (double extent : new double[] {height, Math.max(along, across), Math.min(along, across)}) {
      at = append(out, at, soft(extent), SIZE_SHARE / 3);
    }
    return at;
  }

  private static double width(PointCloud cloud, double cos, double sin) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < cloud.size(); i++) {
      double s = cos * cloud.x(i) + sin * cloud.y(i);
      low = Math.min(low, s);
      high = Math.max(high, s);
    }
    return high - low;
  }

  /** A length as a bump on a scale of half octaves from 8 mm to 1 m. */
  private static double[] soft(double extent) {
    double place = 2 * (Math.log(Math.max(extent, 0.008) / 0.008) / Math.log(2));
    double[] bins = new double[SIZE_BINS];
    for (int k = 0; k < SIZE_BINS; k++) {
      bins[k] = Math.exp(-0.5 * (k - place) * (k - place));
    }
    return bins;
  }

  private static double[] heights(PointCloud cloud) {
    double low = cloud.bounds().low().z();
    double span = Math.max(1e-9, cloud.bounds().high().z() - low);
    double[] bins = new double[BINS];
    for (int i = 0; i < cloud.size(); i++) {
      bins[bin((cloud.z(i) - low) / span)]++;
    }
    return rooted(bins);
  }

  private static double[] radii(PointCloud cloud, Vec3 middle) {
    double[] radius = new double[cloud.size()];
    for (int i = 0; i < radius.length; i++) {
      radius[i] = Math.hypot(cloud.x(i) - middle.x(), cloud.y(i) - middle.y());
    }
    return histogram(radius);
  }

  /** Distances of points to points a fixed stride away in the list: a fair, repeatable sample. */
  private static double[] pairDistances(PointCloud cloud) {
    int n = cloud.size();
    int strides = Math.min(n - 1, 16);
    double[] distance = new double[n * strides];
    for (int s = 0; s < strides; s++) {
      int stride = 1 + (int) ((long) s * (n - 1) / strides);
      for (int i = 0; i < n; i++) {
        int j = (i + stride) % n;
        double dx = cloud.x(i) - cloud.x(j);
        double dy = cloud.y(i) - cloud.y(j);
        double dz = cloud.z(i) - cloud.z(j);
        distance[s * n + i] = Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    return histogram(distance);
  }

  private static double[] reach(PointCloud cloud, Vec3 middle) {
    double[] sectors = new double[SECTORS];
    for (int i = 0; i < cloud.size(); i++) {
      double x = cloud.x(i) - middle.x();
      double y = cloud.y(i) - middle.y();
      double turn = Math.atan2(y, x) / (2 * Math.PI) + 0.5;
      int sector = Math.min(SECTORS - 1, (int) (turn * SECTORS));
      sectors[sector] = Math.max(sectors[sector], Math.hypot(x, y));
    }
    return sectors;
  }

  /** Histogram over 0 to the largest value. */
  private static double[] histogram(double[] values) {
    double most = Math.max(1e-9, Arrays.stream(values).max().orElse(0));
    double[] bins = new double[BINS];
    for (double value : values) {
      bins[bin(value / most)]++;
    }
    return rooted(bins);
  }

  private static int bin(double share) {
    return Math.min(BINS - 1, (int) (share * BINS));
  }

  /** Square roots, so that the dot product compares distributions (Bhattacharyya). */
  private static double[] rooted(double[] counts) {
    return Arrays.stream(counts).map(Math::sqrt).toArray();
  }

  private static int append(float[] out, int at, double[] block, double share) {
    double length = Math.sqrt(Arrays.stream(block).map(v -> v * v).sum());
    for (int k = 0; k < block.length; k++) {
      out[at + k] = length == 0 ? 0 : (float) (block[k] / length * Math.sqrt(share));
    }
    return at + block.length;
  }

  /** Likeness of two objects as they stand, 0 to 1. */
  public double similarity(ShapeDescriptor other) {
    return dot(other, 0, DIMENSIONS);
  }

  /** Likeness of two objects whichever way they are turned about the vertical, 0 to 1. */
  public double similarityAnyYaw(ShapeDescriptor other) {
    return dot(other, 0, DIMENSIONS - SECTORS) / (1 - YAW_SHARE);
  }

  private double dot(ShapeDescriptor other, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += (double) values[k] * other.values[k];
    }
    return sum;
  }

  /** A copy of the numbers. */
  public float[] toArray() {
    return values.clone();
  }
}
